package main

import "sync"

// spawn: each answers into a place of its own, and a wait group is the join.

//go:noinline
func ready(x int) int { return x }

func spawn(args arguments) {
	scopes := args.number("scopes")
	n := args.number("operations")
	answers := make([]int, n/scopes)
	measure(args, n, func() int64 {
		sum := int64(0)
		for scope := 0; scope < scopes; scope++ {
			var children sync.WaitGroup
			children.Add(len(answers))
			for i := range answers {
				go func(i int) {
					answers[i] = ready(i % 64)
					children.Done()
				}(i)
			}
			children.Wait()
			for _, answer := range answers {
				sum += int64(answer)
			}
		}
		return sum
	})
}

// skynet: one channel for each node, which has room for all its answers.

func tree(first int64, leaves int, sum chan<- int64) {
	if leaves == 1 {
		sum <- first
		return
	}
	below := make(chan int64, 10)
	each := leaves / 10
	for i := 0; i < 10; i++ {
		go tree(first+int64(i*each), each, below)
	}
	all := int64(0)
	for i := 0; i < 10; i++ {
		all += <-below
	}
	sum <- all
}

func skynet(args arguments) {
	leaves := args.number("leaves")
	measure(args, 1, func() int64 {
		sum := make(chan int64, 1)
		go tree(0, leaves, sum)
		return <-sum
	})
}
