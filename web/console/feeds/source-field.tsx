import type { ComponentProps } from 'react'
import { CodeField } from '../../ui/form/code-field.tsx'
import type { Watch } from './use-feeds.ts'

type Props = Omit<ComponentProps<typeof CodeField>, 'known'> & { watches: readonly Watch[] }

/** The system that feeds a location; those that feed one already are suggested. */
export function SourceField({ watches, ...field }: Props) {
  const known = [...new Set(watches.map(({ source }) => source))].toSorted()
  return <CodeField {...field} known={known} />
}
