import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import {
  headOf,
  uploadDraftOf,
  uploadFaults,
  type Head,
  type UploadDraft,
  type UploadField,
} from './upload-draft.ts'
import { KEY, type Looked } from './use-feeds.ts'

type Given = { head: Head; file: File; dryRun: boolean }

function send({ head, file, dryRun }: Given, header: { 'idempotency-key': string }) {
  return answerOf(
    api.POST('/v1/stock-feeds', {
      params: { query: { ...head, dryRun }, header },
      headers: { 'content-type': 'text/csv' },
      // The file itself, which is read while it is sent: it may be as large as it likes.
      body: '',
      bodySerializer: () => file,
    }),
  )
}

const sameBy = ({ head, file: { name, size, lastModified }, dryRun }: Given) => {
  return [head, name, size, lastModified, dryRun]
}

/** What is chosen, and what may be done with it. */
export type Upload = {
  draft: UploadDraft
  set: (changed: Partial<UploadDraft>) => void
  faultOf: (field: UploadField | 'location') => string | undefined
  looked: Looked | undefined
  isBusy: boolean
  look: () => void
  take: () => void
}

/** Where the server says that something is wrong with what was chosen. */
const POINTERS: Record<UploadField | 'location', string> = {
  file: 'line 1',
  source: '/source',
  location: '/location',
  asOf: '/asOf',
  contains: '/containsUpTo',
}

export function useUpload(): Upload {
  const words = useWords()
  const said = words.feeds.upload
  const [{ location, source }] = useAddress()
  const { timeZone } = useSession()
  const navigate = useNavigate()
  const tell = useTell()
  const [draft, setDraft] = useState(() => {
    return uploadDraftOf({ ...(location && { location }), ...(source && { source }) })
  })
  const [isTried, setTried] = useState(false)
  const [looked, setLooked] = useState<Looked>()
  // What is chosen while an answer is on its way is not what was looked at.
  const chosen = useRef(draft)
  const [refused, setRefused] = useState<{ field: string; says: string }>()
  const { run, isBusy } = useCommand(
    send,
    [KEY, ['stock']],
    (problem) => {
      const field = problem.problem?.field
      const isShown = Object.values(POINTERS).some((pointer) => pointer === field)
      if (isShown) setRefused({ field: field!, says: saysOf(problem, words) })
      return isShown
    },
    sameBy,
  )
  const faults = uploadFaults(draft, timeZone)
  const ask = async (dryRun: boolean) => {
    setTried(true)
    setRefused(undefined)
    if (Object.keys(faults).length > 0) return undefined
    return run({ head: headOf(draft, timeZone), file: draft.file!, dryRun })
  }
  return {
    draft,
    looked,
    isBusy,
    // What was found is of what was chosen then.
    set(changed) {
      setLooked(undefined)
      setRefused(undefined)
      chosen.current = { ...chosen.current, ...changed }
      setDraft(chosen.current)
    },
    async look() {
      const answer = await ask(true)
      if (!answer?.preview || chosen.current !== draft) return
      setLooked({ draft, refusals: answer.refusals, preview: answer.preview })
    },
    async take() {
      const answer = await ask(false)
      if (!answer?.feed) return
      tell({ title: said.taken })
      void navigate({ to: '/feeds/$id', params: { id: answer.feed.id }, search: {} })
    },
    faultOf(field) {
      const own = isTried && field !== 'location' ? faults[field] : undefined
      if (own !== undefined) return said.faults[own]
      return refused?.field === POINTERS[field] ? refused.says : undefined
    },
  }
}
