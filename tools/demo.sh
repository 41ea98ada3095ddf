# What `./dev run` shows once everything is built.
demo() {
    build/bin/foliot --version
}
