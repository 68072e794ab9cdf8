echo "broken.x:1: error: no such thing" >&2
exit 1
