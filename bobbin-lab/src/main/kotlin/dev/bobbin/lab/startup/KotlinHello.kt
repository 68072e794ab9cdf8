@file:JvmName("KotlinHello")

package dev.bobbin.lab.startup

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** What [Hello] does. */
fun main(args: Array<String>) {
    println(runBlocking(Dispatchers.Default) { answer(41) })
    if (args.isNotEmpty()) {
        System.`in`.read()
    }
}

private suspend fun answer(x: Int): Int {
    yield()
    return x + 1
}
