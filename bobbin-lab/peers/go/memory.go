package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// resident memory of this process in bytes, after garbage has been collected and given back.
func resident() float64 {
	debug.FreeOSMemory()
	status, err := os.Open("/proc/self/status")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	defer status.Close()
	for lines := bufio.NewScanner(status); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if words[0] == "VmRSS:" {
			kilobytes, _ := strconv.Atoi(words[1])
			return float64(kilobytes) * 1024
		}
	}
	fmt.Fprintln(os.Stderr, "no VmRSS in /proc/self/status")
	os.Exit(2)
	return 0
}

// parked: goroutines that each wait for a channel of their own, which is there before.

func parked(args arguments) {
	park(min(args.number("operations"), 1000))
	bytes, sum := park(args.number("operations"))
	fmt.Printf("answer %d\nfigure rss-bytes %.4f\n", sum, bytes)
}

func park(n int) (bytes float64, sum int64) {
	runtime.GOMAXPROCS(1) // so that all that were started have run once the starter has yielded
	promises := make([]chan int, n)
	for i := range promises {
		promises[i] = make(chan int)
	}
	answers := make(chan int)
	before := resident()
	for i, promise := range promises {
		go alone(promise, i, answers)
		if i%1000 == 999 {
			runtime.Gosched()
		}
	}
	runtime.Gosched()
	bytes = (resident() - before) / float64(n)
	for i, promise := range promises {
		promise <- 2 * i
		sum += int64(<-answers)
	}
	return bytes, sum
}

func alone(promise chan int, a int, answers chan<- int) {
	got := <-promise
	answers <- got + a
}

// sleeping

var asleep atomic.Int64

func sleeping(args arguments) {
	runtime.GOMAXPROCS(1)
	naps := args.number("naps")
	answers := make(chan int, naps)
	start := time.Now()
	for i := 0; i < naps; i++ {
		go nap(20*time.Millisecond, i, answers)
	}
	sum := int64(0)
	for i := 0; i < naps; i++ {
		sum += int64(<-answers)
	}
	if time.Since(start) < 20*time.Millisecond {
		fmt.Println("wrong woken too early")
		return
	}
	check(0, asleep.Load())
	n := args.number("tasks")
	before := resident()
	for i := 0; i < n; i++ {
		go nap(time.Hour, i, answers)
		if i%1000 == 999 {
			runtime.Gosched()
		}
	}
	for asleep.Load() < int64(n) {
		runtime.Gosched()
	}
	bytes := (resident() - before) / float64(n)
	fmt.Printf("answer %d\nfigure rss-bytes %.4f\n", sum+asleep.Load(), bytes)
}

func nap(d time.Duration, answer int, answers chan<- int) {
	asleep.Add(1)
	time.Sleep(d)
	asleep.Add(-1)
	answers <- answer
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}
