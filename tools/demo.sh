# What `./dev run` shows once everything is built: the loop that users of Foliot live in. The
# failures are the point of it, so it ends with 0 where they are found and replayed.
demo() {
    local foliot=build/bin/demo folder=build/demo trace status
    rm -rf "$folder"
    mkdir -p "$folder"

    say() { printf '\n== %s\n$ %s %s\n' "$1" "$foliot" "${*:2}"; }
    expect() { # expect STATUS WORDS...: runs the tool and insists on how it ends
        status=0
        "$foliot" "${@:2}" || status=$?
        [ "$status" = "$1" ] && return
        printf 'demo: foliot %s ended with %s, not %s\n' "${*:2}" "$status" "$1" >&2
        return 1
    }

    say "65 s of market data through the coordinator, in virtual time" run coordinator
    expect 0 run coordinator
    say "The same system under 200 seeds: whatever the order, nothing is lost" \
        explore coordinator --runs 200
    expect 0 explore coordinator --runs 200 --traces "$folder"
    say "The version that its documentation describes does not hold" \
        explore coordinator-as-documented --runs 200
    expect 1 explore coordinator-as-documented --runs 200 --traces "$folder"
    trace=$(find "$folder" -name '*.json' | head -n 1)
    say "The trace of that failure is JSON: $(wc -c <"$trace") bytes; its last steps" \
        show "$trace" --last 5
    expect 0 show "$trace" --last 5
    say "Replay makes the same choices again and comes to the same digest" replay "$trace"
    expect 1 replay "$trace"
    printf '\nNext: ./dev build foliot (the whole tool: build/bin/foliot); '
    printf 'examples/account_test.cpp; README.md\n'
}
