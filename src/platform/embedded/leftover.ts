import { readFile, readlink } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '../log.ts'
import { EmbeddedError } from './binaries.ts'

const PATIENCE_MS = 30_000

/**
 * Stops the postmaster of a Tutti that was killed. Its pid file alone proves nothing, since process
 * ids are used again: the process must really be a PostgreSQL of this folder.
 */
export async function stopLeftover(cluster: string, log: Log): Promise<void> {
  const pid = await pidOf(cluster)
  if (pid === undefined || !(await isPostmasterOf(pid, cluster))) return
  log.warn({ pid }, 'stopping the database that an earlier start left behind')
  process.kill(pid, 'SIGINT')
  const until = performance.now() + PATIENCE_MS
  while (await isPostmasterOf(pid, cluster)) {
    if (performance.now() > until) {
      throw new EmbeddedError(`Another PostgreSQL (process ${pid}) uses ${cluster}. Stop it first.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function pidOf(cluster: string): Promise<number | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return Number.isInteger(pid) && pid > 1 ? pid : undefined
}

/** On Linux by what the process runs in; elsewhere by whether a process with that id is there. */
async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  if (process.platform !== 'linux') return true
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  return workingFolder === path.resolve(cluster)
}
