import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Notice } from '../../ui/states.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { countryName } from '../locations/countries.ts'
import { useWords, type Words } from '../words/index.ts'
import { ArchiveService } from './archive.tsx'
import { CollectDialog } from './collect-dialog.tsx'
import { methodIn } from './columns.tsx'
import { ServiceCollections } from './service-collections.tsx'
import { ChangeService } from './service-form.tsx'
import { TONES, type Standing } from './standing.ts'
import { lengthIn, weightIn } from './units.ts'
import type { Service } from './use-carriers.ts'
import { Versions } from './versions.tsx'
import css from './carriers.module.css'

/** All about one service: how it stands, what it takes, its prices, when it collects. */
export function ServicePart({ service, standing }: { service: Service; standing: Standing }) {
  const words = useWords()
  const said = words.carriers
  const { can, formats } = useSession()
  const [, change] = useAddress()
  const may = can('shipping:write') && service.can.includes('archive')
  const { state } = standing
  const means = meaningOf(standing, words, (at) => formats.day(at))
  return (
    <div className={css['service']}>
      <div className="stack">
        <div className="line">
          <h2 className={css['name']}>
            <bdi>{service.name}</bdi>
          </h2>
          <Pill tone={TONES[state]}>{said.states[state]}</Pill>
          {may && (
            <Menu
              trigger={<IconButton icon="more" label={`${said.more}: ${service.name}`} />}
              items={[
                {
                  label: said.archiveService,
                  icon: 'trash',
                  isDanger: true,
                  onChoose: () => change({ edit: 'archive-service' }),
                },
              ]}
            />
          )}
        </div>
        {means !== undefined && (
          <Notice tone={state === 'no_card' ? 'critical' : 'attention'}>{means}</Notice>
        )}
      </div>
      <Versions service={service} />
      <Terms service={service} />
      <ServiceCollections service={service} />
    </div>
  )
}

function meaningOf(
  { state, from, until, gaps }: Standing,
  { carriers: { means } }: Words,
  day: (at: string) => string,
): string | undefined {
  if (state === 'good') return undefined
  if (state === 'coming') return means.coming(day(from!))
  if (state === 'ending') return means.ending(day(until!))
  if (state === 'gaps') return means.gaps(gaps)
  return means[state]
}

function Terms({ service }: { service: Service }) {
  const { carriers: said, order } = useWords()
  const { can, formats } = useSession()
  const { language } = formats
  const [address, change] = useAddress()
  const may = can('shipping:write') && service.can.includes('set')
  const edit = address['edit']
  const open = (part: string) => change({ edit: part })
  const close = () => change({ edit: undefined }, true)
  useLetters(may ? { e: () => open('service') } : {}, edit === undefined)
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const { code, methods, toHomes, countries, maxG, maxLongestMm, maxGirthMm } = service
  const length = (mm: number | null) => (mm === null ? said.any : lengthIn(language, mm, 'kg'))
  return (
    <Section
      title={said.terms}
      actions={
        may && (
          <Button
            look="quiet"
            icon="edit"
            aria-label={said.editOf(said.terms)}
            onClick={() => open('service')}
          >
            {said.edit}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [said.facts.code, <bdi key="code">{code}</bdi>],
          [said.facts.methods, list.format(methods.map((one) => methodIn(order, one)))],
          [said.facts.homes, toHomes ? said.toHomes : said.notToHomes],
          [
            said.facts.countries,
            countries === null
              ? said.everywhere
              : list.format(countries.map((one) => countryName(language, one))),
          ],
          [said.facts.weight, weightIn(language, maxG, 'kg')],
          [said.facts.longest, length(maxLongestMm)],
          [said.facts.girth, length(maxGirthMm)],
        ]}
      />
      {may && edit === 'service' && <ChangeService service={service} onClose={close} />}
      {may && edit === 'archive-service' && <ArchiveService service={service} onClose={close} />}
      {may && edit === 'collect' && (
        <CollectDialog service={service} location={null} onClose={close} />
      )}
    </Section>
  )
}
