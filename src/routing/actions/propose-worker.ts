import { parentPort, workerData } from 'node:worker_threads'
import { decideProposals } from '../domain/improving/propose.ts'
import type { ProposeData } from './propose.ts'

const { open, field } = workerData as ProposeData
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
parentPort!.postMessage(decideProposals(open, field))
