@file:JvmName("KotlinTree")

package dev.bobbin.lab.skynet

import dev.bobbin.lab.drive.blocking
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope

/** What [Tree] does. */
fun run(scheduler: String, leaves: Int): Long = blocking(scheduler) { sum(0, leaves) }

private suspend fun sum(first: Long, leaves: Int): Long = if (leaves == 1) {
    first
} else {
    coroutineScope {
        val each = leaves / Tree.BRANCHES
        List(Tree.BRANCHES) { async { sum(first + it.toLong() * each, each) } }.sumOf { it.await() }
    }
}
