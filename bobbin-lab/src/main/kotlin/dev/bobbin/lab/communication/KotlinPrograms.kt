@file:JvmName("KotlinPrograms")

package dev.bobbin.lab.communication

import dev.bobbin.lab.drive.blocking
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** What [Programs] do. */
fun run(scheduler: String, program: String, n: Int): Long = blocking(scheduler) {
    when (program) {
        "channel" -> consumed(n, 1)
        "fanout" -> consumed(n, Programs.CONSUMERS)
        "select" -> selected(n)
        "mutex" -> counted(n)
        else -> throw IllegalArgumentException("no program '$program'")
    }
}

private suspend fun consumed(n: Int, consumers: Int): Long = coroutineScope {
    val channel = Channel<Int>(Programs.BUFFER)
    val sums = List(consumers) { async { consume(channel) } }
    launch {
        send(channel, n)
        channel.close()
    }
    sums.awaitAll().sum()
}

private suspend fun send(channel: SendChannel<Int>, n: Int) {
    for (i in 0 until n) {
        channel.send(Programs.ELEMENT)
    }
}

private suspend fun consume(channel: ReceiveChannel<Int>): Long {
    var sum = 0L
    for (element in channel) {
        sum += element
    }
    return sum
}

private suspend fun selected(n: Int): Long = coroutineScope {
    val one = Channel<Int>()
    val two = Channel<Int>()
    launch { send(one, n / 2) }
    launch { send(two, n - n / 2) }
    var sum = 0L
    for (i in 0 until n) {
        sum += select<Int> {
            one.onReceive { it }
            two.onReceive { it }
        }
    }
    sum
}

private suspend fun counted(n: Int): Long {
    val lock = Mutex()
    var counter = 0L
    coroutineScope {
        for (times in listOf(n / 2, n - n / 2)) {
            launch {
                repeat(times) {
                    lock.withLock { counter += Programs.ELEMENT }
                }
            }
        }
    }
    return counter
}
