import { Notice } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import css from './shell.module.css'

/** Somebody else saved first: what is different now. */
export function Overtaken({ lines }: { lines: readonly string[] }) {
  const { overtaken: said } = useWords().shell
  return (
    <Notice tone="attention">
      <div className={css['overtaken']}>
        <p>{said.says}</p>
        <ul>
          {(lines.length > 0 ? lines : [said.unchanged]).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{said.next}</p>
      </div>
    </Notice>
  )
}
