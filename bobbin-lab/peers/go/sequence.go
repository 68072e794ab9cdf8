package main

import (
	"fmt"
	"os"
	"runtime"
)

// generator: a closure, which is how Go writes a sequence that has nothing to wait for.

var numbers [1024]int

func first(n int) func() (*int, bool) {
	i := 0
	return func() (*int, bool) {
		if i == n {
			return nil, false
		}
		element := &numbers[i%len(numbers)]
		i++
		return element, true
	}
}

//go:noinline
func sumOf(next func() (*int, bool)) int64 {
	sum := 0
	for element, more := next(); more; element, more = next() {
		sum += *element
	}
	return int64(sum)
}

func generate(args arguments) {
	for i := range numbers {
		numbers[i] = i
	}
	n := args.number("operations")
	measure(args, n, func() int64 { return sumOf(first(n)) })
}

// recursive-generator: a walk that calls the loop's body, which is what a range over a function is.

type node struct {
	left, right *node
	value       int
}

// nodes makes all that a depth has room for; or, if that is too deep, a list of left children.
func nodes(depth int) (root *node, size int) {
	if depth <= 20 {
		size = 1<<depth - 1
		return balanced(0, size), size
	}
	for i := 0; i < depth; i++ {
		root = &node{left: root, value: i}
	}
	return root, depth
}

func balanced(from, to int) *node {
	if from == to {
		return nil
	}
	middle := (from + to) / 2
	return &node{left: balanced(from, middle), right: balanced(middle+1, to), value: middle}
}

func (n *node) inOrder(yield func(value *int) bool) bool {
	return n == nil || n.left.inOrder(yield) && yield(&n.value) && n.right.inOrder(yield)
}

func walk(args arguments) {
	root, size := nodes(args.number("depth"))
	next := 0
	root.inOrder(func(value *int) bool {
		if *value != next {
			fmt.Println("wrong order of nodes")
			os.Exit(0)
		}
		next++
		return true
	})
	walks := args.number("walks")
	measure(args, walks*size, func() int64 {
		sum := int64(0)
		for i := 0; i < walks; i++ {
			root.inOrder(func(value *int) bool {
				sum += int64(*value)
				return true
			})
		}
		return sum
	})
}

// switch: a goroutine that answers through a channel is what Go has for it.

func switches(args arguments) {
	runtime.GOMAXPROCS(1)
	n := args.number("operations")
	measure(args, n, func() int64 {
		given := make(chan *int)
		yielded := make(chan *int)
		times := make(chan int)
		go func() {
			count := 0
			for message := range given {
				count++
				yielded <- message
			}
			times <- count
		}()
		message := &numbers[0]
		for i := 0; i < n; i++ {
			given <- message
			message = <-yielded
		}
		close(given)
		return int64(<-times)
	})
}
