@file:JvmName("KotlinYields")

package dev.bobbin.lab.yielding

import dev.bobbin.lab.drive.blocking
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.yield

/** What [Yields] does. */
fun all(scheduler: String, tasks: Int, each: Int): Int = blocking(scheduler) {
    List(tasks) { async { some(each) } }.awaitAll().sum()
}

private suspend fun some(yields: Int): Int {
    var count = 0
    while (count < yields) {
        yield()
        count++
    }
    return count
}
