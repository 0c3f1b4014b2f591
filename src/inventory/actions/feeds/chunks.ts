import { lineReader, type BadLine, type FeedFormat, type FeedLine } from '../../domain/feed-file.ts'
import type { FeedChunks } from './world.ts'

/** So many rows are written in one transaction, which must be short. */
export const CHUNK = 5000

/** The rows of a file, in chunks, as its lines come. */
export async function* chunksOfFile(
  format: FeedFormat,
  lines: AsyncIterable<string[]>,
): FeedChunks {
  const readLine = lineReader(format)
  let chunk: (FeedLine | BadLine)[] = []
  let no = 0
  for await (const some of lines) {
    for (const text of some) {
      no += 1
      const line = readLine(text, no)
      if (line) chunk.push(line)
      if (chunk.length < CHUNK) continue
      yield chunk
      chunk = []
    }
  }
  if (chunk.length > 0) yield chunk
}
