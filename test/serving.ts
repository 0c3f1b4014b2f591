import { spawn, type ChildProcess } from 'node:child_process'

/** `tutti serve` as a process of its own, which a test may end as it likes. */
export type Serving = { child: ChildProcess; address: string }

export async function startServing(databaseUrl: string): Promise<Serving> {
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      DATABASE_URL: databaseUrl,
      TUTTI_PORT: '0',
      TUTTI_LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const text = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (out.includes('Ctrl-C')) resolve(out)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${out}`)))
  })
  return { child, address: /Console\s+(\S+)\//.exec(text)![1]! }
}
