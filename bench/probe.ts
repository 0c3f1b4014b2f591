import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Imported into a server that is measured: answers its parent what it holds in memory. */
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

process.on('message', () => {
  collect()
  process.send?.(process.memoryUsage())
})
process.channel?.unref()
