# SPDX-License-Identifier: Apache-2.0
# Why a leg of packaging/test failed, from what it printed, in so few lines that they are read where a log is cut off.

# What a packaging/test within the leg said of itself, else tests and their messages, else errors, else its last words.
why() { # log
  local said
  said=$(why_within "$1")
  [ "$said" ] || said=$(why_tests "$1")
  [ "$said" ] || said=$(why_errors "$1")
  [ "$said" ] || said=$(grep -v '^ *$' "$1" | tail -n 25)
  shortly <<<"${said:-It printed nothing.}"
}

# A leg of its own tree has none that could be looked at any more, but its words.
why_within() { awk '/^== why / { on = 1 } on' "$1"; }

# Names with what they were given, then Surefire's own summary of the messages.
why_tests() {
  awk '
    / <<< (FAILURE|ERROR)!$/ && !/ Tests run:/ { sub(/^\[ERROR\] /, ""); sub(/ -- Time elapsed: .*/, ""); names = names $0 "\n" }
    /^\[ERROR\] (Failures|Errors): *$/ { on = 1; next }
    /^\[[A-Z]+\] Tests run:/ { on = 0 }
    on && !/^\[[A-Z]+\] *$/ { sub(/^\[ERROR\] /, ""); messages = messages $0 "\n" }
    END { printf "%s%s", names, messages }
  ' "$1"
}

# Of Maven: what it could not compile or find, without how to ask it for more.
why_errors() { grep '^\[ERROR\] [^ ]' "$1" | grep -vE 'Help 1|[Rr]e-run Maven|To see the full|For more information|After correcting|mvn <args>' | sed 's/^\[ERROR\] //' | awk '!said[$0]++'; }

shortly() { awk 'NR <= 60 { print (length($0) > 400 ? substr($0, 1, 400) "…" : $0) } END { if (NR > 60) printf "… and %d lines more\n", NR - 60 }'; }
