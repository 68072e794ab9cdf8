package dev.bobbin.lab.timers

import dev.bobbin.lab.trial.Answer
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.time.Duration.Companion.nanoseconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** A coroutine that is delayed until each deadline, on the default dispatcher, which has a thread for each processor. */
internal class KotlinAlarms : Alarms {
    private val scope = CoroutineScope(Dispatchers.Default + SupervisorJob())
    private val loaded = AtomicBoolean()
    private var jobs = emptyArray<Job>()

    override fun set(deadlines: Deadlines) {
        jobs = Array(deadlines.count()) { timer -> scope.launch { sleep(deadlines, timer) } }
        while (!deadlines.allSet()) {
            Thread.yield()
        }
    }

    private suspend fun sleep(deadlines: Deadlines, timer: Int) {
        deadlines.set()
        delay(deadlines.until(timer).nanoseconds)
        deadlines.fired(timer)
    }

    override fun cancel(timers: IntArray) {
        timers.forEach { jobs[it].cancel() }
        runBlocking { timers.forEach { jobs[it].join() } }
        Answer.check("cancelled coroutines", timers.size.toLong(), timers.count { jobs[it].isCancelled }.toLong())
    }

    override fun awaitUnderLoad(timers: IntArray) {
        loaded.set(true)
        val load = List(Spin.TASKS) { scope.launch { spin() } }
        runBlocking {
            timers.forEach { jobs[it].join() }
            loaded.set(false)
            load.joinAll()
        }
    }

    private suspend fun spin() {
        while (loaded.get()) {
            Spin.once()
            yield()
        }
    }
}
