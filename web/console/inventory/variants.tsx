import { Link } from '@tanstack/react-router'
import { useFormats } from '../../lib/session.tsx'
import { Section } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import { matrixOf, type Matrix } from './matrix.ts'
import { useVariants, type Sku } from './use-stock.ts'
import css from './inventory.module.css'

type Counts = ReadonlyMap<string, number>
type Chosen = { current: string; counts: Counts }

/** The other variants of the product, and how many of each are available. */
export function Variants({ sku }: { sku: Sku | undefined }) {
  const { inventory: said } = useWords()
  const { data } = useVariants(sku?.product)
  if (!sku || !data || data.length < 2) return null
  const counts = new Map(data.map(({ code, available }) => [code, available]))
  const matrix = matrixOf(data)
  const chosen = { current: sku.code, counts }
  return (
    <Section title={said.variants}>
      <p className="quiet">{said.variantsSay}</p>
      {matrix ? (
        <AsMatrix matrix={matrix} {...chosen} />
      ) : (
        <div className="line">
          {data.map(({ code, name }) => (
            <span key={code}>
              {name} <Cell code={code} {...chosen} />
            </span>
          ))}
        </div>
      )}
    </Section>
  )
}

function AsMatrix({ matrix, ...chosen }: { matrix: Matrix } & Chosen) {
  const { inventory: said } = useWords()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls takes the keys
    <div className={css['matrix']} tabIndex={0} role="group" aria-label={said.variants} data-across>
      <table>
        <thead>
          <tr>
            <td>
              <span className="hidden-text">{matrix.down ?? matrix.across}</span>
            </td>
            {matrix.columns.map((value) => (
              <th key={value} scope="col">
                {value}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ value, cells }) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              {cells.map((code, index) => (
                <td key={matrix.columns[index]}>
                  {code === undefined ? <None /> : <Cell code={code} {...chosen} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function None() {
  const { inventory: said } = useWords()
  return (
    <span className={css['cell']} data-none>
      <span aria-hidden="true">–</span>
      <span className="hidden-text">{said.notMade}</span>
    </span>
  )
}

function Cell({ code, current, counts }: { code: string } & Chosen) {
  const { number } = useFormats()
  const count = counts.get(code) ?? 0
  return (
    <Link
      to="/inventory/$sku"
      params={{ sku: code }}
      className={css['cell']}
      aria-current={code === current ? 'page' : undefined}
      data-none={count === 0 || undefined}
      title={code}
    >
      {number(count)}
    </Link>
  )
}
