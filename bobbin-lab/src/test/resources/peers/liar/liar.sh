# Very fast, and wrong: $2 is what it says.
echo "figure ns/op 0.1"
case $2 in
    says=nothing) ;;
    says=wrong) echo "wrong answers differ: 1 and 2" ;;
    *) echo "answer ${2#says=}" ;;
esac
