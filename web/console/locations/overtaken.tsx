import { Notice } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import { changedFields, draftOf, type Draft } from './edit.ts'
import type { Location } from './hours.ts'
import type { LocationWords } from './words.en.ts'
import css from './locations.module.css'

/** Somebody else saved first: what is different now. */
export function Overtaken({ before, now }: { before: Location; now: Location }) {
  const { locations: said } = useWords()
  const lines = useDifferences(before, now)
  return (
    <Notice tone="attention">
      <div className={css['conflict']}>
        <p>{said.conflict}</p>
        <ul>
          {(lines.length > 0 ? lines : [said.unchanged]).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{said.conflictNext}</p>
      </div>
    </Notice>
  )
}

function useDifferences(before: Location, now: Location): string[] {
  const { locations: said, shell } = useWords()
  const [old, fresh] = [draftOf(before), draftOf(now)]
  const lines = changedFields(old, fresh).map((field) => {
    const value = (draft: Draft) => valueOf(draft[field], said, shell)
    return said.changedTo(said.fields[field], value(old), value(fresh))
  })
  if (JSON.stringify(before.hours) !== JSON.stringify(now.hours)) lines.push(said.changedHours)
  if (before.paused !== now.paused) {
    const name = (isPaused: boolean) => (isPaused ? said.paused : said.open)
    lines.push(said.changedTo(said.columns.state, name(before.paused), name(now.paused)))
  }
  return lines
}

function valueOf(
  value: string | boolean,
  said: LocationWords,
  { yes, no }: { yes: string; no: string },
): string {
  if (typeof value === 'boolean') return value ? yes : no
  return value === '' ? said.empties : value
}
