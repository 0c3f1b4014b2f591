import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page, Route } from 'playwright-core'
import type { Json } from '../../app.ts'
import { AT_ONCE, costText, type Journeys } from './journey.ts'

export function testMove(journeys: () => Journeys): void {
  describe('an order that its store cannot send', () => {
    it('goes to the next one, which another tab shows at once', async () => {
      const { travel, place, order, workOf } = journeys()
      const id = await place({ LAMP: 2 }, AT_ONCE)
      const { number } = await order(id)
      await workOf(id)
      await travel(async ({ open }) => {
        const watching = await open(`/console/orders/${number}`)
        await watching.getByRole('heading', { name: 'Why Store A?' }).waitFor()
        await workAt(watching, 'Store A').waitFor()
        const loads = countLoads(watching)

        const acting = await open(`/console/orders/${number}`)
        await workAt(acting, 'Store A').getByRole('button', { name: 'Decline…' }).click()
        const dialog = acting.getByRole('dialog', { name: 'Store A cannot send it' })
        await dialog.getByText('Another place is looked for at once').waitFor()
        await dialog.getByRole('button', { name: 'Not found Sets the stock' }).waitFor()
        await dialog.getByRole('button', { name: 'Too busy Stock stays as it is' }).click()
        await acting.getByText('Store A has declined').waitFor()

        await watching.getByRole('heading', { name: 'Why Store B?' }).waitFor()
        await workAt(watching, 'Store B').waitFor()
        await watching.getByText('Gave it back: Store A').waitFor()
        const timeline = watching.getByRole('list', { name: 'Timeline' })
        await timeline.getByText('Store A cannot send 2 × Item LAMP: too busy').waitFor()
        await timeline.getByText('Given to Store B').waitFor()
        assert.deepEqual(loads, { pages: 0, streams: 0 }, 'the tabs share one stream')
        assert.equal(await sharedWorkers(watching), 1)
      })
    })
  })

  describe('an order that somebody wants to come from elsewhere', () => {
    it('is sent from a place that is chosen by what it costs', async () => {
      const { travel, place, order, workOf, client } = journeys()
      const id = await place({ LAMP: 4 }, AT_ONCE)
      const { number } = await order(id)
      await workOf(id)
      const { body } = await client.get(`/v1/orders/${id}/groups/1/candidates`)
      const next = body.candidates.find(({ location }: Json) => location === 'B')
      const [cost, difference] = [costText(next.cost.total), `${costText(next.dearerBy)} more`]
      await travel(async ({ open }) => {
        const page = await open(`/console/orders/${number}`)
        await page.getByRole('button', { name: 'Re-route' }).click()
        const dialog = page.getByRole('dialog', { name: 'Re-route by hand' })
        const row = dialog.getByRole('row').filter({ hasText: 'Store B' })
        await row.getByRole('cell', { name: cost, exact: true }).waitFor()
        await row.getByRole('cell', { name: difference }).waitFor()
        await row.getByRole('radio', { name: 'Store B' }).check()
        const sum = `From Store A to Store B: ${cost}, ${difference}.`
        await dialog.getByRole('status').getByText(sum).waitFor()
        await dialog.getByLabel('Reason (if you like)').fill('They asked for it')
        await dialog.getByRole('button', { name: 'Send from Store B' }).click()
        await dialog.waitFor({ state: 'detached' })
        await page.getByText('Now comes from Store B').waitFor()
        await page.getByRole('heading', { name: 'Why Store B?' }).waitFor()
        await page.getByText(`A person chose Store B: ${cost}`).waitFor()
        const timeline = page.getByRole('list', { name: 'Timeline' })
        await timeline.getByText('Moved from Store A to Store B: They asked for it').waitFor()
        await workAt(page, 'Store B').waitFor()
      })
      assert.deepEqual(Object.keys(await workOf(id)), ['B'])
    })

    it('keeps what was chosen where the order has changed meanwhile', async () => {
      const { travel, place, order, workOf, step } = journeys()
      const id = await place({ LAMP: 1 }, AT_ONCE)
      const { number } = await order(id)
      const { A: work } = await workOf(id)
      await travel(async ({ open, expect }) => {
        expect(/^409: .*\/reroutings$/)
        const page = await open(`/console/orders/${number}`)
        await page.getByRole('button', { name: 'Re-route' }).click()
        const dialog = page.getByRole('dialog', { name: 'Re-route by hand' })
        await dialog.getByRole('radio', { name: 'Store C' }).check()
        const act = dialog.getByRole('button', { name: 'Send from Store C' })
        // While the command is on its way, the store accepts the work.
        const overtake = async (route: Route) => {
          await step(work, 'acceptances')
          await route.continue()
        }
        await page.route('**/reroutings', overtake, { times: 1 })
        await act.click()
        const meanwhile = 'Changed meanwhile: Accepted by Store A. Your input is kept.'
        await dialog.getByText(meanwhile).waitFor()
        await dialog.getByText('Look at it, then send it again.').waitFor()
        assert.ok(await dialog.getByRole('radio', { name: 'Store C' }).isChecked())
        await act.click()
        await page.getByRole('heading', { name: 'Why Store C?' }).waitFor()
      })
    })
  })
}

/** What a place was given, with what its staff would press. */
function workAt(page: Page, place: string) {
  const delivery = page.getByRole('region', { name: 'Delivery' })
  const works = delivery.getByRole('listitem').filter({ has: page.getByText('Given') })
  return works.filter({ has: page.getByText(place, { exact: true }) })
}

/** How often a page was loaded since, and asked for a stream of its own. */
function countLoads(page: Page): { pages: number; streams: number } {
  const counts = { pages: 0, streams: 0 }
  page.on('load', () => {
    counts.pages += 1
  })
  page.on('request', (request) => {
    if (request.url().includes('/v1/stream')) counts.streams += 1
  })
  return counts
}

/**
 * Workers that the tabs of one visitor share; each has one stream. That of a story before may take
 * a moment to end.
 */
async function sharedWorkers(page: Page): Promise<number> {
  const own = await page.context().newCDPSession(page)
  const { targetInfo } = await own.send('Target.getTargetInfo')
  const session = await page.context().browser()!.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets')
  await Promise.all([own.detach(), session.detach()])
  const { browserContextId } = targetInfo
  const ofVisitor = targetInfos.filter((one) => one.browserContextId === browserContextId)
  return ofVisitor.filter(({ type }) => type === 'shared_worker').length
}
