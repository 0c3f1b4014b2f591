import { execFile } from 'node:child_process'
import { readFile, readlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '../log.ts'
import { EmbeddedError } from './error.ts'

const PATIENCE_MS = 30_000
/** PostgreSQL keeps settings with a dot for others; this one says which Tutti started it. */
export const OWNER = 'tutti.owner'

type Process = { parent: number; command: string[]; folder?: string }

/**
 * Stops the postmaster of a Tutti that was killed. Its pid file alone proves nothing, since process
 * ids are used again: the process must really be a PostgreSQL of this folder. While the Tutti that
 * started it is alive it is refused instead: that one is the postmaster's parent, and a process
 * whose parent died has another.
 */
export async function stopLeftover(cluster: string, log: Log): Promise<void> {
  const pid = await pidOf(cluster)
  const found = pid === undefined ? undefined : await findProcess(pid)
  // Gone, or of a user to whom PostgreSQL pays no heed: it cleans up by itself.
  if (pid === undefined || !found) return
  if (!isPostmasterOf(found, cluster)) return disown(cluster, pid, log)
  const owner = ownerOf(found)
  if (owner !== undefined && found.parent === owner) {
    throw new EmbeddedError(
      `Tutti already runs on ${path.dirname(cluster)} (process ${owner}). ` +
        'Stop it first, or set TUTTI_DATA_DIR to another folder.',
    )
  }
  log.warn({ pid }, 'stopping the database that an earlier start left behind')
  process.kill(pid, 'SIGINT')
  await untilGone(pid, cluster)
}

async function untilGone(pid: number, cluster: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await findProcess(pid)
    if (!found || !isPostmasterOf(found, cluster)) return
    if (performance.now() > until) {
      throw new EmbeddedError(`Another PostgreSQL (process ${pid}) uses ${cluster}. Stop it first.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * The id in the pid file is now somebody else's (in a container that happens easily: a thread of
 * Tutti itself may have it), and PostgreSQL would refuse to start. It never refuses the id of its
 * own parent, which will be this process, and still checks that nobody uses the old shared memory.
 * So the file is kept, with that id (CreateLockFile in PostgreSQL's miscinit.c).
 */
async function disown(cluster: string, pid: number, log: Log): Promise<void> {
  log.warn({ pid }, 'the database was not stopped in order, and its process id is used by another')
  const file = path.join(cluster, 'postmaster.pid')
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, [process.pid, ...rest].join('\n'))
}

async function pidOf(cluster: string): Promise<number | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  return Number.isInteger(pid) && pid > 1 ? pid : undefined
}

function isPostmasterOf({ command, folder }: Process, cluster: string): boolean {
  const place = folder ?? command[command.indexOf('-D') + 1]
  return path.basename(command[0] ?? '') === 'postgres' && place === cluster
}

function ownerOf({ command }: Process): number | undefined {
  const setting = command.find((word) => word.startsWith(`${OWNER}=`))
  return setting === undefined ? undefined : Number(setting.slice(OWNER.length + 1))
}

/** A running process whose facts this user may see. */
async function findProcess(pid: number): Promise<Process | undefined> {
  try {
    return process.platform === 'linux' ? await readProc(pid) : await askPs(pid)
  } catch {
    return undefined
  }
}

/** See proc(5): words end with NUL; the parent is the second field after the name in brackets. */
async function readProc(pid: number): Promise<Process> {
  const [command, facts, folder] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readlink(`/proc/${pid}/cwd`),
  ])
  const parent = Number(facts.slice(facts.lastIndexOf(')') + 2).split(' ')[1])
  return { parent, command: command.split('\0'), folder }
}

/** On macOS. A folder with blanks in its name would be cut here, so it is put together again. */
async function askPs(pid: number): Promise<Process> {
  const { stdout } = await promisify(execFile)('ps', [
    '-ww',
    '-o',
    'ppid=,command=',
    '-p',
    `${pid}`,
  ])
  const [, parent, words] = /^\s*(\d+)\s+(.*)$/m.exec(stdout)!
  const [, program, folder, rest] = /^(.*?) -D (.*?) -p (.*)$/.exec(words!) ?? []
  if (program === undefined) return { parent: Number(parent), command: [words!] }
  return { parent: Number(parent), command: [program, '-D', folder!, ...rest!.split(' ')] }
}
