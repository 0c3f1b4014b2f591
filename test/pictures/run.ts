import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { takeConsole } from './console.ts'
import { galleryOf } from './gallery.ts'
import { takePlain } from './plain.ts'

/**
 * Takes a picture of every page and every screen of the console in every state and look: all of
 * them into ./pictures with an index.html to look through, those that the documents show into
 * docs/pictures. Words choose by parts of names; those of the console begin with `console-`.
 * `--documents` takes no others than those.
 */
const ROOT = path.join(import.meta.dirname, '../..')
const folder = path.join(ROOT, 'pictures')
const documents = path.join(ROOT, 'docs/pictures')

const isDocumentsOnly = process.argv.includes('--documents')
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isWanted = (name: string) => {
  return words.length === 0 || words.some((word) => name.includes(word))
}
const isOfConsole = words.length > 0 && words.every((word) => word.startsWith('console'))
const isConsoleOnly = isDocumentsOnly || isOfConsole

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
await mkdir(documents, { recursive: true })
const to = { folder, documents, isWanted, isDocumentsOnly }
const plain = isConsoleOnly ? [] : await takePlain(to)
const taken = [...plain, ...(await takeConsole(to))]
await writeFile(path.join(folder, 'index.html'), galleryOf(taken))
const faulty = taken.filter(({ faults }) => faults.length > 0)
for (const { file, faults } of faulty) process.stdout.write(`${file}: ${faults.join('; ')}\n`)
process.stdout.write(`${taken.length} pictures: ${path.join(folder, 'index.html')}\n`)
process.exitCode = faulty.length > 0 ? 1 : 0
