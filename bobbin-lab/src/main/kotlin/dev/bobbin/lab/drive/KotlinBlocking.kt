@file:JvmName("KotlinBlocking")

package dev.bobbin.lab.drive

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/** Runs it on what the benches' param `scheduler` names, as [Schedulers] does: the loop of the calling thread, or the default dispatcher, with a worker for each processor. */
fun <T> blocking(scheduler: String, body: suspend CoroutineScope.() -> T): T = when (scheduler) {
    "single" -> runBlocking(block = body)
    "workers" -> runBlocking(Dispatchers.Default, body)
    else -> throw IllegalArgumentException("no scheduler '$scheduler'")
}
