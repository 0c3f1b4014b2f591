import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'

/** That an order counts more or less than most. */
export function PriorityPill({ priority }: { priority: 'low' | 'normal' | 'high' }) {
  const { marks } = useWords().order
  if (priority === 'normal') return null
  return <Pill tone={priority === 'high' ? 'attention' : 'neutral'}>{marks[priority]}</Pill>
}
