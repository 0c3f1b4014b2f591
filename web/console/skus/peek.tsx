import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { Drawing } from '../../ui/drawing.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { hazardText } from './hazards.ts'
import { pricesOf } from './columns.tsx'
import { ArchiveDialog, EditDialog } from './change.tsx'
import { measuresOf } from './measures.ts'
import { compareVariants, inOrder, variantOf } from './options.ts'
import { useSiblings, useSku, type SkuRow } from './use-skus.ts'
import css from './skus.module.css'

type Props = {
  code: string
  row: SkuRow | undefined
  onClose: () => void
  onStep: (by: 1 | -1) => void
}

/** All about one SKU beside the list. */
export function SkuPeek({ code, row, onClose, onStep }: Props) {
  const { shell } = useWords()
  const { data = row, error, refetch } = useSku(code)
  const title = data?.name ?? code
  return (
    <Peek
      title={title}
      label={title}
      closeLabel={shell.close}
      onClose={onClose}
      onStep={onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      actions={data && <Actions sku={data} />}
    >
      {data ? (
        <>
          {data.picture !== null && <Drawing of={data.picture} size={128} />}
          <About sku={data} />
          <Components sku={data} />
          <Siblings sku={data} />
        </>
      ) : error ? (
        <Fault error={error} again={() => void refetch()} />
      ) : (
        <Skeleton label={shell.list.loading} />
      )}
    </Peek>
  )
}

function About({ sku }: { sku: SkuRow }) {
  const words = useWords()
  const { formats } = useSession()
  const { skus: said } = words
  const { weight, size, share } = measuresOf(formats.language)
  const { columns } = said
  const facts: [string, string | null | undefined][] = [
    [columns.code, sku.code],
    [columns.product, sku.product],
    ...inOrder(sku.options),
    [columns.category, sku.category],
    [columns.tags, sku.tags.join(', ')],
    [columns.prices, pricesOf(sku.prices, formats)],
    [columns.weight, sku.weightG === null ? null : weight(sku.weightG)],
    [columns.size, size(sku)],
    [columns.unit, unitOf(sku, words)],
    [columns.margin, sku.marginPercent === null ? null : share(sku.marginPercent)],
    [columns.hazard, sku.hazard && hazardText(sku.hazard, said)],
    [columns.taxClass, sku.taxClass],
    [said.form.kind, sku.kind === 'stocked' ? null : said.kinds[sku.kind]],
  ]
  return (
    <>
      {sku.archived && (
        <div>
          <Pill tone="neutral">{said.archived}</Pill>
        </div>
      )}
      <Facts facts={facts.filter(([, value]) => value)} />
    </>
  )
}

/** What a bundle is made of; each leads to that SKU. */
function Components({ sku: { components } }: { sku: SkuRow }) {
  const { skus: said } = useWords()
  const { formats } = useSession()
  if (components.length === 0) return null
  return (
    <Section title={said.form.components}>
      <ul className={css['parts']}>
        {components.map(({ sku, quantity }) => (
          <li key={sku}>
            <span className="number">{formats.number(quantity)} ×</span>{' '}
            <Link
              to="."
              search={(before: Record<string, string | undefined>) => ({ ...before, open: sku })}
            >
              <bdi>{sku}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function unitOf({ unit, decimals }: SkuRow, { skus: said }: Words): string {
  const name = said.units[unit] ?? unit
  return decimals === 0 ? name : said.inParts(name, decimals)
}

function Siblings({ sku }: { sku: SkuRow }) {
  const { skus: said } = useWords()
  const { formats } = useSession()
  const siblings = useSiblings(sku.product).toSorted((a, b) =>
    compareVariants(a.options, b.options),
  )
  if (siblings.length < 2) return null
  return (
    <Section title={said.variants}>
      <div className={css['variants']}>
        {siblings.map((one) => (
          <Link
            key={one.code}
            to="."
            search={(before: Record<string, string | undefined>) => ({ ...before, open: one.code })}
            className={css['variant']}
            aria-current={one.code === sku.code ? 'true' : undefined}
          >
            <Drawing of={one.picture} />
            <span className="clip">{variantOf(one.options) || one.name}</span>
            <span className="number quiet">{pricesOf(one.prices, formats)}</span>
          </Link>
        ))}
      </div>
    </Section>
  )
}

function Actions({ sku }: { sku: SkuRow }) {
  const { skus: said } = useWords()
  const { can } = useSession()
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<'edit' | 'archive'>()
  const may = (act: string) => can('catalog:write') && sku.can.includes(act)
  const toStock = () => {
    void navigate({ to: '/inventory/$sku', params: { sku: sku.code }, search: {} })
  }
  const close = () => setDialog(undefined)
  useLetters(
    {
      ...(can('stock:read') && { s: toStock }),
      ...(may('set') && { e: () => setDialog('edit') }),
    },
    dialog === undefined,
  )
  return (
    <>
      {can('stock:read') && (
        <Button look="primary" letter="S" onClick={toStock}>
          {said.stock}
        </Button>
      )}
      {may('set') && (
        <Button letter="E" onClick={() => setDialog('edit')}>
          {said.edit}
        </Button>
      )}
      {may('archive') && <Button onClick={() => setDialog('archive')}>{said.archive}</Button>}
      {dialog === 'edit' && <EditDialog sku={sku} onClose={close} />}
      {dialog === 'archive' && <ArchiveDialog sku={sku} onClose={close} />}
    </>
  )
}
