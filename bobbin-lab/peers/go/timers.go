package main

import (
	"fmt"
	"os"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

const notFired = -1 << 63

// deadlines of timers, of which all but each tenth are cancelled. Each lateness is written by one goroutine, and read when that has ended.
type deadlines struct {
	first    time.Time
	after    []time.Duration
	lateness []int64
	cancels  []chan struct{}
	pending  atomic.Int64
	stopped  atomic.Int64
	kept     sync.WaitGroup
	others   sync.WaitGroup
}

func newDeadlines(n int, lead, spread time.Duration) *deadlines {
	d := &deadlines{
		first:    time.Now().Add(lead),
		after:    make([]time.Duration, n),
		lateness: make([]int64, n),
		cancels:  make([]chan struct{}, n),
	}
	for i := range d.after {
		d.after[i] = time.Duration(scattered(uint64(i)) % uint64(spread))
		d.lateness[i] = notFired
		d.cancels[i] = make(chan struct{})
	}
	return d
}

// scattered makes of each number one that looks random (SplitMix64).
func scattered(i uint64) uint64 {
	z := (i + 1) * 0x9E3779B97F4A7C15
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func isKept(i int) bool { return i%10 == 0 }

func (d *deadlines) wait(i int, ended *sync.WaitGroup) {
	deadline := d.first.Add(d.after[i])
	d.pending.Add(1)
	timer := time.NewTimer(time.Until(deadline))
	select {
	case <-timer.C:
		d.lateness[i] = int64(time.Since(deadline))
	case <-d.cancels[i]:
		timer.Stop()
		d.stopped.Add(1)
	}
	ended.Done()
}

// set has all timers pending, and then most cancelled; gives nanoseconds per timer.
func (d *deadlines) set() float64 {
	start := time.Now()
	n := len(d.after)
	for i := 0; i < n; i++ {
		ended := &d.others
		if isKept(i) {
			ended = &d.kept
		}
		ended.Add(1)
		go d.wait(i, ended)
	}
	for d.pending.Load() < int64(n) {
		runtime.Gosched()
	}
	for i, cancel := range d.cancels {
		if !isKept(i) {
			close(cancel)
		}
	}
	d.others.Wait()
	nanos := float64(time.Since(start).Nanoseconds()) / float64(n)
	if time.Now().After(d.first) {
		fmt.Fprintln(os.Stderr, "too slow, or the machine too busy: not all timers that were to be cancelled"+
			" were set and cancelled before the first deadline")
		os.Exit(1)
	}
	return nanos
}

// fire waits for those that are left, under load; gives the sum of their numbers, and how late they were, sorted.
func (d *deadlines) fire() (sum int64, lateness []int64) {
	var loaded atomic.Bool
	var load sync.WaitGroup
	loaded.Store(true)
	for i := 0; i < 2*runtime.GOMAXPROCS(0); i++ {
		load.Add(1)
		go func() {
			for loaded.Load() {
				for start := time.Now(); time.Since(start) < 20*time.Microsecond; {
				}
				runtime.Gosched()
			}
			load.Done()
		}()
	}
	d.kept.Wait()
	loaded.Store(false)
	load.Wait()
	for i, late := range d.lateness {
		if late != notFired {
			if late < 0 {
				fmt.Println("wrong timer fired early")
				os.Exit(0)
			}
			lateness = append(lateness, late)
			sum += int64(i)
		}
	}
	sort.Slice(lateness, func(i, j int) bool { return lateness[i] < lateness[j] })
	return sum, lateness
}

func timers(args arguments) {
	n := args.number("timers")
	lead := args.millis("lead-ms")
	spread := args.millis("spread-ms")
	warm := newDeadlines(n/10, lead/10, spread/10)
	warm.set()
	warm.fire()
	runtime.GC()
	d := newDeadlines(n, lead, spread)
	nanos := d.set()
	sum, lateness := d.fire()
	quantile := func(q float64) float64 { return float64(lateness[int(q*float64(len(lateness)-1))]) / 1e3 }
	fmt.Printf("answer %d\nfigure ns/op %.4f\n", sum+d.stopped.Load(), nanos)
	fmt.Printf("figure p50-us %.4f\nfigure p99-us %.4f\n", quantile(0.5), quantile(0.99))
}
