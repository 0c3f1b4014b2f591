import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/**
 * Builds the web apps into web/dist, unless what is there was made of the same sources: it runs
 * before every start and test, and then costs a few milliseconds.
 */
const HERE = import.meta.dirname
const ROOT = path.dirname(HERE)
const DIST = path.join(HERE, 'dist')
const STAMP = path.join(DIST, 'sources')
const OWN = ['web/**/*', 'client/**/*', 'package-lock.json']
/** What the server has too. */
const SHARED = ['src/lib/minor-units.ts']

const sources = await hashOfSources()
const built = await readFile(STAMP, 'utf8').catch(() => '')
if (built !== sources || process.argv.includes('--force')) {
  const began = performance.now()
  const { build } = await import('vite')
  await build({ configFile: path.join(HERE, 'vite.config.ts'), logLevel: 'warn' })
  await compressAll()
  await writeFile(STAMP, sources)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`The web apps are built (${seconds} s).\n`)
}

async function hashOfSources(): Promise<string> {
  const files = globSync([...OWN, ...SHARED], {
    cwd: ROOT,
    exclude: ['web/dist/**', '**/*.md', '**/*.test.ts'],
  })
  const hash = createHash('sha256')
  for (const file of files.filter((name) => path.extname(name) !== '').toSorted()) {
    hash.update(`${file}\0`).update(await readFile(path.join(ROOT, file)))
  }
  return hash.digest('hex')
}

/** Each file once as Brotli and once as gzip, so that no request waits for a compressor. */
async function compressAll(): Promise<void> {
  const files = globSync('**/*.{js,css,json,svg}', { cwd: DIST })
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  }
  await Promise.all(
    files.map(async (name) => {
      const file = path.join(DIST, name)
      const content = await readFile(file)
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }))
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
    }),
  )
}
