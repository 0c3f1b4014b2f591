import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { TestEditor } from './test-editor.tsx'
import type { Asked } from './use-routing.ts'
import { proposeTest, type Proposed, type Side } from './use-tests.ts'

/** Makes a test of what was tried: it expects what one side decided. */
export function KeepTest(of: { asked: Asked; group: number; against: Side }) {
  const words = useWords()
  const { can } = useSession()
  const tell = useTell()
  const [proposed, setProposed] = useState<Proposed>()
  const [isBusy, setBusy] = useState(false)
  if (!can('routing:write')) return null
  const keep = async () => {
    setBusy(true)
    try {
      const { failed, ...test } = await proposeTest(of.asked, of)
      if (!failed) return setProposed(test)
      const { says, at, reference } = words.routing.test.failed
      const more = `${at[failed.step]}. ${reference(failed.reference)}`
      tell({ title: says, more, tone: 'critical' })
    } catch (error) {
      const { title } = words.shell.problem
      tell({ title, more: saysOf(error, words), tone: 'critical' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Button icon="check" busy={isBusy} onClick={() => void keep()}>
        {words.routing.tests.keep}
      </Button>
      {proposed && <TestEditor test={proposed} onClose={() => setProposed(undefined)} />}
    </div>
  )
}
