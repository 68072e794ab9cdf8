@file:JvmName("KotlinPlayers")

package dev.bobbin.lab.pingpong

import dev.bobbin.lab.drive.blocking
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

/** What [Players] do. */
fun play(scheduler: String, rounds: Int): Int = blocking(scheduler) {
    val there = Channel<Int>()
    val back = Channel<Int>()
    val first = async {
        var value = 0
        repeat(rounds) {
            there.send(value + 1)
            value = back.receive()
        }
        value
    }
    launch {
        repeat(rounds) {
            back.send(there.receive() + 1)
        }
    }
    first.await()
}
