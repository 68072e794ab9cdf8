package dev.bobbin.lab.parked

import dev.bobbin.lab.heap.Heap
import dev.bobbin.lab.trial.Answer
import dev.bobbin.lab.trial.ChildReport
import dev.bobbin.lab.trial.WrongAnswer
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** What [Crowd] does: coroutines that all wait, each for a promise of its own. All but the coroutines is made before the first count. */
class KotlinCrowd private constructor(private val size: Int) {
    private val promises = Array(size) { CompletableDeferred<Int>() }
    private val coroutines = arrayOfNulls<Deferred<Int>>(size)

    private suspend fun deliver(report: Boolean) = coroutineScope {
        var before = Heap.now()
        repeat(2) { before = Heap.now() } // each keeps the one before alive, so that the last leaves no more than it found
        start()
        if (report) {
            Heap.now().reportSince(before, size)
        }
        for (i in 0 until size) {
            promises[i].complete(2 * i)
        }
        for (i in 0 until size) {
            Answer.check("result of coroutine $i", (3 * i).toLong(), coroutines[i]!!.await().toLong())
        }
    }

    private suspend fun cancel() = coroutineScope {
        start()
        coroutines.forEach { it!!.cancel() }
        coroutines.forEach { it!!.join() }
        Answer.check("cancelled coroutines", size.toLong(), coroutines.count { it!!.isCancelled }.toLong())
    }

    private suspend fun CoroutineScope.start() {
        for (i in 0 until size) {
            coroutines[i] = async { alone(promises[i], i) }
            if (i % BATCH == BATCH - 1) {
                yield()
            }
        }
        yield()
    }

    /** What is counted: one [Int] lives across the wait. */
    private suspend fun alone(promise: Deferred<Int>, a: Int): Int {
        val got = promise.await()
        return got + a
    }

    companion object {
        private const val BATCH = 1000
        private const val WARMUP = 10_000

        /** Counts the heap of waiting coroutines in this JVM, on one thread; [args] is their number. */
        @JvmStatic
        fun main(args: Array<String>) {
            val size = args[0].toInt()
            try {
                runBlocking { KotlinCrowd(WARMUP).deliver(false) }
                runBlocking { KotlinCrowd(WARMUP).cancel() }
                runBlocking { KotlinCrowd(size).deliver(true) }
                runBlocking { KotlinCrowd(size).cancel() }
            } catch (e: WrongAnswer) {
                ChildReport.wrong(e)
            }
        }
    }
}
