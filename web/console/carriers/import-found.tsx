import type { Answer } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { Notice } from '../../ui/states.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import css from './carriers.module.css'

export type ImportAnswer = Answer<'/v1/rate-cards/import', 'post'>

/** What a look at the files found: cards that would be stored, whose are not, every bad line. */
export function Found({ answer }: { answer: ImportAnswer }) {
  const said = useWords().carriers.prices.import
  const { language } = useFormats()
  const { cards, faults, refused } = answer
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return (
    <div className={css['found']} role="status">
      {cards.length > 0 ? <Cards cards={cards} /> : <p>{said.nothingFound}</p>}
      {refused.length > 0 && <Notice tone="attention">{said.refused(list.format(refused))}</Notice>}
      {faults.length === 0 ? (
        <p className="quiet">{said.allGood}</p>
      ) : (
        <>
          <h3>{said.wrong(faults.length)}</h3>
          <div className={css['faults']}>
            <Table
              label={said.fault}
              head={[{ says: said.file }, { says: said.line, isEnd: true }, { says: said.fault }]}
            >
              {faults.map(({ file, line, detail }) => (
                <tr key={`${file} ${line} ${detail}`}>
                  <td>{said.files[file]}</td>
                  <td data-end>{line}</td>
                  <td lang="en" dir="ltr">
                    {detail}
                  </td>
                </tr>
              ))}
            </Table>
          </div>
        </>
      )}
    </div>
  )
}

function Cards({ cards }: Pick<ImportAnswer, 'cards'>) {
  const { prices } = useWords().carriers
  const said = prices.import
  return (
    <Table
      label={said.found}
      head={[{ says: said.found }, { says: prices.columns.size }, { says: prices.columns.gaps }]}
    >
      {cards.map(({ service, zones, bands, gaps }) => {
        const missing = gaps.reduce((sum, one) => sum + one.bands, 0)
        return (
          <tr key={service}>
            <th scope="row">
              <bdi>{service}</bdi>
            </th>
            <td>{prices.sizeOf(zones, bands)}</td>
            <td className={missing > 0 ? css['missing'] : 'quiet'}>
              {missing > 0 ? said.gaps(missing) : said.noGaps}
            </td>
          </tr>
        )
      })}
    </Table>
  )
}
