import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Worker } from 'node:worker_threads'
import { BUSY, openCommands, untilQuiet } from './commands.ts'

describe('commands that are answered', () => {
  it('are seen by a thread while they run', async () => {
    const commands = openCommands()
    commands.running += 3
    const seen = Promise.withResolvers<number>()
    const worker = new Worker(
      `import { parentPort, workerData } from 'node:worker_threads'
       const { openCommands } = await import(workerData.file)
       const commands = openCommands(workerData.shared)
       parentPort.on('message', () => parentPort.postMessage(commands.running))
       parentPort.postMessage(commands.running)`,
      {
        eval: true,
        workerData: {
          file: new URL('commands.ts', import.meta.url).href,
          shared: commands.shared,
        },
      },
    )
    worker.once('message', seen.resolve)
    worker.once('error', seen.reject)
    assert.equal(await seen.promise, 3)
    commands.running -= 2
    const later = Promise.withResolvers<number>()
    worker.once('message', later.resolve)
    worker.postMessage('look', [])
    assert.equal(await later.promise, 1)
    await worker.terminate()
  })

  it('are waited for while they are many, but not for ever', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const commands = { running: BUSY }
    const passed: string[] = []
    const quiet = untilQuiet(commands, 60_000).then(() => passed.push('quiet'))
    const late = untilQuiet({ running: BUSY }, 500).then(() => passed.push('late'))
    await untilQuiet({ running: BUSY - 1 }, 60_000)
    const tick = async () => {
      t.mock.timers.tick(250)
      await new Promise((resolve) => setImmediate(resolve))
    }
    await tick()
    assert.deepEqual(passed, [])
    await tick()
    await late
    assert.deepEqual(passed, ['late'])
    commands.running = BUSY - 1
    await tick()
    await quiet
    assert.deepEqual(passed, ['late', 'quiet'])
  })
})
