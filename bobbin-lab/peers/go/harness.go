package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// arguments of the program, name=value.
type arguments map[string]string

func parse(words []string) arguments {
	args := arguments{}
	for _, word := range words {
		name, value, _ := strings.Cut(word, "=")
		args[name] = value
	}
	return args
}

func (args arguments) number(name string) int {
	value, err := strconv.Atoi(args[name])
	if err != nil {
		fmt.Fprintf(os.Stderr, "no %s\n", name)
		os.Exit(2)
	}
	return value
}

func (args arguments) millis(name string) time.Duration {
	return time.Duration(args.number(name)) * time.Millisecond
}

func check(expected, actual int64) {
	if expected != actual {
		fmt.Printf("wrong answers differ: %d and %d\n", expected, actual)
		os.Exit(0)
	}
}

// measure warms up, then times iterations, each of as many batches as fit; it prints the fastest iteration.
func measure(args arguments, operations int, batch func() int64) {
	begin := time.Now()
	answer := batch()
	for time.Since(begin) < args.millis("warmup-ms") {
		check(answer, batch())
	}
	best := 0.0
	for i := 0; i < args.number("iterations"); i++ {
		if i > 0 && time.Since(begin) > args.millis("most-ms") {
			break
		}
		start := time.Now()
		batches := 0
		elapsed := time.Duration(0)
		for batches == 0 || elapsed < args.millis("iteration-ms") {
			check(answer, batch())
			batches++
			elapsed = time.Since(start)
		}
		nanos := float64(elapsed.Nanoseconds()) / float64(batches) / float64(operations)
		if i == 0 || nanos < best {
			best = nanos
		}
	}
	fmt.Printf("answer %d\n", answer)
	fmt.Printf("figure ns/op %.4f\n", best)
}
