// The lab's benches by goroutines. docs/lab.md defines them.
package main

import (
	"fmt"
	"os"
	"runtime"
)

var benches = map[string]func(arguments){
	"call": call, "resume": resume, "generator": generate, "yield": yield, "spawn": spawn, "pingpong": pingpong,
	"channel": buffered, "skynet": skynet, "parked": parked, "sleeping": sleeping, "fanout": fanout, "select": selected,
	"mutex": mutex, "recursive-generator": walk, "switch": switches, "timers": timers, "echo": echo,
	"startup": startup,
}

func main() {
	if len(os.Args) < 2 || benches[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "no such bench")
		os.Exit(2)
	}
	args := parse(os.Args[2:])
	if args["scheduler"] == "single" {
		runtime.GOMAXPROCS(1)
	}
	benches[os.Args[1]](args)
}

// call: any function may suspend, so these are plain ones.

func level1(x int) int  { return level2(x+1) ^ x }
func level2(x int) int  { return level3(x+1) ^ x }
func level3(x int) int  { return level4(x+1) ^ x }
func level4(x int) int  { return level5(x+1) ^ x }
func level5(x int) int  { return level6(x+1) ^ x }
func level6(x int) int  { return level7(x+1) ^ x }
func level7(x int) int  { return level8(x+1) ^ x }
func level8(x int) int  { return level9(x+1) ^ x }
func level9(x int) int  { return level10(x+1) ^ x }
func level10(x int) int { return x + 1 }

func call(args arguments) {
	n := args.number("operations")
	measure(args, n, func() int64 {
		x := 7
		for i := 0; i < n; i++ {
			x = level1(x)
		}
		return int64(x)
	})
}

// resume: one processor, so that a yield lets the leaf run until it waits again.

func leaf(signal <-chan int) int {
	sum := 0
	for value := range signal {
		sum += value
	}
	return sum
}

//go:noinline
func chain(depth int, signal <-chan int) int {
	if depth == 1 {
		return leaf(signal)
	}
	return chain(depth-1, signal) + 1
}

func resume(args arguments) {
	runtime.GOMAXPROCS(1)
	n := args.number("operations")
	depth := args.number("depth")
	measure(args, n, func() int64 {
		signal := make(chan int)
		result := make(chan int)
		go func() { result <- chain(depth, signal) }()
		runtime.Gosched()
		for i := 0; i < n; i++ {
			signal <- 1
			runtime.Gosched()
		}
		close(signal)
		return int64(<-result)
	})
}

// yield

func yield(args arguments) {
	tasks := args.number("tasks")
	each := args.number("operations") / tasks
	measure(args, tasks*each, func() int64 {
		counts := make(chan int, tasks)
		for i := 0; i < tasks; i++ {
			go func() {
				count := 0
				for count < each {
					runtime.Gosched()
					count++
				}
				counts <- count
			}()
		}
		sum := 0
		for i := 0; i < tasks; i++ {
			sum += <-counts
		}
		return int64(sum)
	})
}

// pingpong

func pingpong(args arguments) {
	rounds := args.number("operations")
	measure(args, rounds, func() int64 {
		there := make(chan int)
		back := make(chan int)
		go func() {
			for i := 0; i < rounds; i++ {
				back <- <-there + 1
			}
		}()
		last := make(chan int)
		go func() {
			value := 0
			for i := 0; i < rounds; i++ {
				there <- value + 1
				value = <-back
			}
			last <- value
		}()
		return int64(<-last)
	})
}

// channel

func buffered(args arguments) {
	n := args.number("operations")
	measure(args, n, func() int64 {
		elements := make(chan int, 100)
		go func() {
			for i := 0; i < n; i++ {
				elements <- 1
			}
			close(elements)
		}()
		result := make(chan int64)
		go func() {
			sum := int64(0)
			for value := range elements {
				sum += int64(value)
			}
			result <- sum
		}()
		return <-result
	})
}

// startup: with "wait" it ends when its input does.

func startup(args arguments) {
	answered := make(chan int)
	go func(x int) {
		runtime.Gosched()
		answered <- x + 1
	}(41)
	fmt.Println(<-answered)
	if _, wait := args["wait"]; wait {
		os.Stdin.Read(make([]byte, 1))
	}
}
