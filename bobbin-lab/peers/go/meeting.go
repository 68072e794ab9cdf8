package main

import "sync"

// fanout: as channel, with a hundred that receive from the one.

const consumers = 100

func fanout(args arguments) {
	n := args.number("operations")
	measure(args, n, func() int64 {
		elements := make(chan int, 100)
		sums := make(chan int64, consumers)
		for i := 0; i < consumers; i++ {
			go func() {
				sum := int64(0)
				for value := range elements {
					sum += int64(value)
				}
				sums <- sum
			}()
		}
		go func() {
			for i := 0; i < n; i++ {
				elements <- 1
			}
			close(elements)
		}()
		all := int64(0)
		for i := 0; i < consumers; i++ {
			all += <-sums
		}
		return all
	})
}

// select

func selected(args arguments) {
	n := args.number("operations")
	measure(args, n, func() int64 {
		one := make(chan int)
		two := make(chan int)
		send := func(channel chan<- int, n int) {
			for i := 0; i < n; i++ {
				channel <- 1
			}
		}
		result := make(chan int64)
		go func() {
			sum := int64(0)
			for i := 0; i < n; i++ {
				select {
				case value := <-one:
					sum += int64(value)
				case value := <-two:
					sum += int64(value)
				}
			}
			result <- sum
		}()
		go send(one, n/2)
		go send(two, n-n/2)
		return <-result
	})
}

// mutex

func mutex(args arguments) {
	n := args.number("operations")
	measure(args, n, func() int64 {
		counter := int64(0)
		var lock sync.Mutex
		var counting sync.WaitGroup
		count := func(n int) {
			for i := 0; i < n; i++ {
				lock.Lock()
				counter++
				lock.Unlock()
			}
			counting.Done()
		}
		counting.Add(2)
		go count(n / 2)
		go count(n - n/2)
		counting.Wait()
		return counter
	})
}
