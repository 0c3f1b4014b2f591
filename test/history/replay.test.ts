import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { importOlist, type Report } from '../../src/history/index.ts'
import { findProgress } from '../../src/history/store.ts'
import { olistSlice, openHistory, play, type Opened } from './world.ts'

const ORDERS = 200

describe('a replay of the first orders of a history', () => {
  let slice: Awaited<ReturnType<typeof olistSlice>>
  let first: Opened
  let report: Report

  before(async () => {
    slice = await olistSlice(ORDERS)
    first = await openHistory()
    await importOlist(first.world, slice.folder)
    report = await play(first.world)
  })
  after(async () => {
    await first.close()
    await slice.remove()
  })

  it('takes every order or says why, plays all of the script, and the books agree', () => {
    const orders = report.entries.find(({ kind }) => kind === 'order')!
    assert.equal(report.tally.orders, orders.all)
    assert.ok(report.entries.every(({ all, played }) => all === played))
    assert.deepEqual(
      report.checks.filter(({ broken }) => broken > 0),
      [],
    )
    const { atOnce, later, never, all } = report.tally.lines
    assert.equal(atOnce + later + never, all)
  })

  it('played again in pieces it gives the same hash', async () => {
    const again = await openHistory()
    await importOlist(again.world, slice.folder)
    const half = await play(again.world, '2016-10-04')
    assert.equal(half.ended, false)
    assert.notEqual(half.hash, report.hash)
    assert.equal((await play(again.world)).hash, report.hash)
    await again.close()
  })

  it('killed in the middle and continued it gives the same hash', async () => {
    const killed = await openHistory()
    await importOlist(killed.world, slice.folder)
    const { db } = killed.world.platform
    const entries = report.entries.reduce((sum, { all }) => sum + all, 0)
    for (const part of [0.2, 0.6]) {
      const child = spawn(process.execPath, ['src/main.ts', 'replay'], {
        env: { PATH: process.env['PATH'], DATABASE_URL: killed.database.url },
        stdio: 'ignore',
      })
      const ended = once(child, 'exit')
      const isThere = async () => (await findProgress(db))!.playedNo >= part * entries
      while (child.exitCode === null && !(await isThere())) {
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      child.kill('SIGKILL')
      const [, signal] = (await ended) as [number | null, string | null]
      assert.equal(signal, 'SIGKILL', 'it was killed before its end')
    }
    assert.equal((await play(killed.world)).hash, report.hash)
    await killed.close()
  })
})
