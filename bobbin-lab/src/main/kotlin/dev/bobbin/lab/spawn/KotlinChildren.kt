@file:JvmName("KotlinChildren")

package dev.bobbin.lab.spawn

import dev.bobbin.lab.drive.blocking
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope

/** What [Children] does. */
fun scopes(scheduler: String, scopes: Int, children: Int): Long = blocking(scheduler) {
    var sum = 0L
    for (i in 0 until scopes) {
        sum += scope(children)
    }
    sum
}

private suspend fun scope(children: Int): Long = coroutineScope {
    List(children) { async { child(it % Children.ANSWERS) } }.sumOf { it.await().toLong() }
}

@Suppress("RedundantSuspendModifier") // as those of the others
private suspend fun child(x: Int): Int = x
