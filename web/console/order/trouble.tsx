import { useState } from 'react'
import type { Problem } from '../../lib/api.ts'
import { Notice } from '../../ui/states.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { useLatest } from './timeline.tsx'
import css from './parts.module.css'

/**
 * Within a dialog: what was refused, and that the order has changed since it was opened. What was
 * typed stays; what is sent next goes on from the state that is told here.
 */
export function Trouble({ problem }: { problem: Problem | undefined }) {
  const words = useWords()
  const { order } = useOnOrder()
  const [opened] = useState(order.version)
  const hasChanged = order.version !== opened
  const latest = useLatest()
  const { changed, look } = words.order
  const isConflict = problem?.code === 'version_conflict'
  if (!problem && !hasChanged) return null
  return (
    <div className={css['trouble']}>
      {hasChanged && (
        <Notice tone="attention">
          {changed(latest ?? words.orders.states[order.state])} {problem && look}
        </Notice>
      )}
      {problem && !(isConflict && hasChanged) && (
        <Notice tone="critical">{saysOf(problem, words)}</Notice>
      )}
    </div>
  )
}
