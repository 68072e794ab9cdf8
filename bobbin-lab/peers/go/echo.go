package main

import (
	"fmt"
	"net"
	"os"
)

// echo: a goroutine for each connection, whose reads and writes wait in Go's own poller.

func echo(arguments) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("listening %d\n", listener.Addr().(*net.TCPAddr).Port)
	for {
		connection, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go serve(connection)
	}
}

// serve ends with the connection, whichever way that ends.
func serve(connection net.Conn) {
	defer connection.Close()
	var buffer [64]byte
	for {
		n, err := connection.Read(buffer[:])
		if err != nil {
			return
		}
		if _, err := connection.Write(buffer[:n]); err != nil {
			return
		}
	}
}
