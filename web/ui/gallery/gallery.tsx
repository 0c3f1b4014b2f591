import { DirectionProvider } from '@base-ui/react/direction-provider'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { formatsOf } from '../../lib/format.ts'
import { setPreferences, usePreferences } from '../../lib/preferences.ts'
import { SessionProvider, type Session } from '../../lib/session.tsx'
import { Chips } from '../chips.tsx'
import { Toasts } from '../overlay/toasts.tsx'
import { Screen, Scroll } from '../screen.tsx'
import { Section } from '../steps.tsx'
import { Fields } from './fields.tsx'
import { GridParts, GridStates } from './grid.tsx'
import { FinderParts, Overlays } from './overlays.tsx'
import { samples as arabic } from './samples.ar.ts'
import { samples as english, type Samples } from './samples.en.ts'
import { Buttons, ChipParts, Icons, Pills, States, StepParts, Values } from './small.tsx'
import { SamplesContext, useSamples } from './use-samples.ts'
import css from './gallery.module.css'

const TIME_ZONE = 'Europe/Paris'

/** Every shared part in every state, for whoever builds a screen and for the tests. */
export function Gallery() {
  const { language, theme } = usePreferences()
  const [direction, setDirection] = useState(directionOf(language))
  const [spoken, setSpoken] = useState(language)
  if (spoken !== language) {
    setSpoken(language)
    setDirection(directionOf(language))
  }
  const isArabic = direction === 'rtl'
  useEffect(() => {
    document.documentElement.lang = isArabic ? 'ar' : 'en'
    document.documentElement.dir = direction
  }, [isArabic, direction])
  const session = useMemo<Session>(
    () => ({
      me: { id: '', email: '', name: '', permissions: [] } as unknown as Session['me'],
      timeZone: TIME_ZONE,
      formats: formatsOf(isArabic ? 'ar' : 'en-GB', TIME_ZONE),
      can: () => true,
      canForAll: () => true,
    }),
    [isArabic],
  )
  const samples = isArabic ? arabic : english
  return (
    <SamplesContext value={samples}>
      <DirectionProvider direction={direction}>
        <SessionProvider session={session}>
          <Toasts closeLabel={samples.peek.close}>
            <div className={css['page']}>
              <main className={css['main']} key={`${direction} ${theme}`}>
                <Page direction={direction} onTurn={setDirection} />
              </main>
            </div>
          </Toasts>
        </SessionProvider>
      </DirectionProvider>
    </SamplesContext>
  )
}

type Direction = 'ltr' | 'rtl'

function directionOf(language: string | null): Direction {
  return language === 'ar' ? 'rtl' : 'ltr'
}

const SECTIONS: readonly (readonly [keyof Samples['sections'], () => ReactNode])[] = [
  ['buttons', Buttons],
  ['chips', ChipParts],
  ['fields', Fields],
  ['pills', Pills],
  ['values', Values],
  ['grid', GridParts],
  ['gridStates', GridStates],
  ['steps', StepParts],
  ['states', States],
  ['overlays', Overlays],
  ['finder', FinderParts],
  ['icons', Icons],
]

function Page(of: { direction: Direction; onTurn: (to: Direction) => void }) {
  const { title, says, sections } = useSamples()
  return (
    <Screen title={title} tools={<Switches {...of} />}>
      <Scroll isWide>
        <p className="quiet">{says}</p>
        {SECTIONS.map(([id, Part]) => (
          <Section key={id} title={sections[id]}>
            <Part />
          </Section>
        ))}
      </Scroll>
    </Screen>
  )
}

/** Theme and rows are the preferences of whoever looks; the direction is only this page's. */
function Switches({
  direction,
  onTurn,
}: {
  direction: Direction
  onTurn: (to: Direction) => void
}) {
  const { switches } = useSamples()
  const { theme, density } = usePreferences()
  const chipsOf = <Id extends keyof Samples['switches']>(...ids: Id[]) => {
    return ids.map((id) => ({ id, label: switches[id] }))
  }
  return (
    <>
      <Chips
        label={switches.theme}
        chips={chipsOf('system', 'light', 'dark')}
        chosen={theme}
        onChoose={(id) => setPreferences({ theme: id as typeof theme })}
      />
      <Chips
        label={switches.density}
        chips={chipsOf('compact', 'comfortable')}
        chosen={density}
        onChoose={(id) => setPreferences({ density: id as typeof density })}
      />
      <Chips
        label={switches.direction}
        chips={chipsOf('ltr', 'rtl')}
        chosen={direction}
        onChoose={(id) => onTurn(id as Direction)}
      />
    </>
  )
}
