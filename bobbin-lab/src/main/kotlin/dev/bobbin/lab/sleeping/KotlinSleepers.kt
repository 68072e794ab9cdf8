package dev.bobbin.lab.sleeping

import dev.bobbin.lab.heap.Heap
import dev.bobbin.lab.trial.Answer
import dev.bobbin.lab.trial.ChildReport
import dev.bobbin.lab.trial.WrongAnswer
import kotlin.time.Duration
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** What [Sleepers] do: coroutines that sleep, all on one thread. */
class KotlinSleepers private constructor(private val size: Int) {
    private val coroutines = arrayOfNulls<Deferred<Int>>(size)

    private suspend fun wake() = coroutineScope {
        val begin = System.nanoTime()
        start(MOMENT)
        for (i in 0 until size) {
            Answer.check("answer of coroutine $i", i.toLong(), coroutines[i]!!.await().toLong())
        }
        val early = System.nanoTime() - begin < MOMENT.inWholeNanoseconds
        Answer.check("coroutines that slept too short", 0, if (early) 1 else 0)
    }

    private suspend fun count(report: Boolean) = coroutineScope {
        var before = Heap.now()
        repeat(2) { before = Heap.now() } // each keeps the one before alive, so that the last leaves no more than it found
        start(LONG)
        if (report) {
            Heap.now().reportSince(before, size)
        }
        coroutines.forEach { it!!.cancel() }
        coroutines.forEach { it!!.join() }
        Answer.check("cancelled coroutines", size.toLong(), coroutines.count { it!!.isCancelled }.toLong())
    }

    private suspend fun CoroutineScope.start(time: Duration) {
        for (i in 0 until size) {
            coroutines[i] = async { sleep(time, i) }
            if (i % BATCH == BATCH - 1) {
                yield()
            }
        }
        yield()
    }

    /** What is counted: one [Int] lives across the wait. */
    private suspend fun sleep(time: Duration, answer: Int): Int {
        delay(time)
        return answer
    }

    companion object {
        private const val BATCH = 1000
        private const val WARMUP = 10_000
        private val MOMENT = 20.milliseconds
        private val LONG = 1.hours

        /** Counts the heap of sleeping coroutines in this JVM; [args] is their number. */
        @JvmStatic
        fun main(args: Array<String>) {
            val size = args[0].toInt()
            try {
                runBlocking { KotlinSleepers(WARMUP).wake() }
                runBlocking { KotlinSleepers(WARMUP).count(false) }
                runBlocking { KotlinSleepers(size).count(true) }
                runBlocking { KotlinSleepers(WARMUP).wake() }
            } catch (e: WrongAnswer) {
                ChildReport.wrong(e)
            }
        }
    }
}
