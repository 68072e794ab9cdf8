//go:build ignore

// The lab's benches that need functions in C, by cgo: a program of its own, so that the others need no C compiler.
package main

/*
#include <errno.h>
#include <stdint.h>
#include <unistd.h>

static int64_t next(int64_t x) { return x + 1; }

static int hold(int from) {
	char byte = 0;
	while (read(from, &byte, 1) < 0 && errno == EINTR) {
	}
	return byte;
}
*/
import "C"

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"sort"
	"sync/atomic"
	"syscall"
	"time"
)

func main() {
	benches := map[string]func(arguments){"native": native, "blocking": blocking}
	if len(os.Args) < 2 || benches[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "no such bench")
		os.Exit(2)
	}
	benches[os.Args[1]](parse(os.Args[2:]))
}

// native

func native(args arguments) {
	n := args.number("operations")
	measure(args, n, func() int64 {
		result := make(chan int64)
		go func() {
			runtime.Gosched()
			x := C.int64_t(7)
			for i := 0; i < n; i++ {
				x = C.next(x)
			}
			result <- int64(x)
		}()
		return <-result
	})
}

// blocking

const (
	underWay = 16
	steps    = 1000
	patience = 30 * time.Second
)

type request struct {
	number int64
	value  int64
	asked  time.Time
}

func hash(from int64) int64 {
	hash := from
	for i := int64(0); i < steps; i++ {
		hash = hash*31 + (i ^ int64(uint64(hash)>>7))
	}
	return hash
}

func answer(one *request, answered chan<- *request) {
	one.value = hash(one.number)
	runtime.Gosched()
	one.value = hash(one.value)
	answered <- one
}

type asker struct {
	answered  chan *request
	open      map[int64]*request
	next      int64
	latencies []float64 // microseconds
}

// ask keeps so many requests under way, for so long.
func (a *asker) ask(length time.Duration) {
	end := time.NewTimer(length)
	for {
		for len(a.open) < underWay {
			one := &request{number: a.next, asked: time.Now()}
			a.open[one.number] = one
			a.next++
			go answer(one, a.answered)
		}
		select {
		case one := <-a.answered:
			a.take(one)
		case <-end.C:
			return
		}
	}
}

// rest waits until all that are under way have been answered.
func (a *asker) rest() {
	for len(a.open) > 0 {
		select {
		case one := <-a.answered:
			a.take(one)
		case <-time.After(patience):
			wrong(fmt.Sprintf("%d requests without an answer", len(a.open)))
		}
	}
}

func (a *asker) take(one *request) {
	a.latencies = append(a.latencies, micros(time.Since(one.asked)))
	if one.value != hash(hash(one.number)) || a.open[one.number] != one {
		wrong(fmt.Sprintf("request %d", one.number))
	}
	delete(a.open, one.number)
}

func micros(time time.Duration) float64 { return float64(time.Nanoseconds()) / 1000 }

func wrong(what string) {
	fmt.Println("wrong", what)
	os.Exit(0)
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// hold gives what blocks its caller, and what lets that go.
func hold(by string) (block, release func()) {
	switch by {
	case "native":
		return holdInC()
	case "read":
		return holdInRead()
	}
	fmt.Fprintf(os.Stderr, "nothing blocks by %q\n", by)
	os.Exit(2)
	return
}

func holdInC() (block, release func()) {
	var ends [2]int
	must(syscall.Pipe(ends[:]))
	return func() {
			if C.hold(C.int(ends[0])) != 42 {
				wrong("byte that was waited for")
			}
		}, func() {
			_, err := syscall.Write(ends[1], []byte{42})
			must(err)
		}
}

func holdInRead() (block, release func()) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	writer, err := net.Dial("tcp", server.Addr().String())
	must(err)
	reader, err := server.Accept()
	must(err)
	must(server.Close())
	return func() {
			_, err := reader.Read(make([]byte, 1))
			must(err)
		}, func() {
			_, err := writer.Write([]byte{42})
			must(err)
		}
}

func blocking(args arguments) {
	runtime.GOMAXPROCS(args.number("workers"))
	length := args.millis("millis")
	asking := &asker{answered: make(chan *request, underWay), open: map[int64]*request{}}
	asking.ask(length)
	asking.rest()
	asking.latencies = nil

	blocked := args.number("blocked")
	begun := make(chan bool, blocked)
	var ended atomic.Int64
	var releases []func()
	for i := 0; i < blocked; i++ {
		block, release := hold(args["by"])
		releases = append(releases, release)
		go func() {
			runtime.Gosched()
			begun <- true
			block()
			ended.Add(1)
		}()
	}
	for i := 0; i < blocked; i++ {
		select {
		case <-begun:
		case <-time.After(patience):
			wrong("tasks that did not begin to block")
		}
	}
	start := time.Now()
	asking.ask(length)
	rate := float64(len(asking.latencies)) / time.Since(start).Seconds()
	for _, one := range asking.open {
		asking.latencies = append(asking.latencies, micros(time.Since(one.asked)))
	}
	measured := asking.latencies
	if ended.Load() != 0 {
		wrong("tasks that were not blocked")
	}
	for _, release := range releases {
		release()
	}
	for waited := time.Now(); ended.Load() < int64(blocked); runtime.Gosched() {
		if time.Since(waited) > patience {
			wrong("tasks that were not released")
		}
	}
	asking.rest()
	sort.Float64s(measured)
	fmt.Printf("answer %d\n", hash(hash(ended.Load())))
	fmt.Printf("figure ops/s %.4f\n", rate)
	fmt.Printf("figure p99-us %.4f\n", measured[(len(measured)*99+99)/100-1])
	fmt.Printf("figure max-us %.4f\n", measured[len(measured)-1])
}
