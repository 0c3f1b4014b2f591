import { Overtaken as Lines } from '../shell/overtaken.tsx'
import type { ShellWords } from '../shell/words.en.ts'
import { useWords } from '../words/index.ts'
import { changedFields, draftOf, type Draft } from './edit.ts'
import type { Location } from './hours.ts'

/** What somebody else changed of the location meanwhile. */
export function Overtaken({ before, now }: { before: Location; now: Location }) {
  return <Lines lines={useDifferences(before, now)} />
}

function useDifferences(before: Location, now: Location): string[] {
  const { locations: said, shell } = useWords()
  const { overtaken } = shell
  const [old, fresh] = [draftOf(before), draftOf(now)]
  const lines = changedFields(old, fresh).map((field) => {
    const value = (draft: Draft) => valueOf(draft[field], shell)
    return overtaken.changedTo(said.fields[field], value(old), value(fresh))
  })
  if (JSON.stringify(before.hours) !== JSON.stringify(now.hours)) lines.push(said.changedHours)
  if (before.paused !== now.paused) {
    const name = (isPaused: boolean) => (isPaused ? said.paused : said.open)
    lines.push(overtaken.changedTo(said.columns.state, name(before.paused), name(now.paused)))
  }
  return lines
}

function valueOf(value: string | boolean, { yes, no, overtaken }: ShellWords): string {
  if (typeof value === 'boolean') return value ? yes : no
  return value === '' ? overtaken.nothing : value
}
