import type { Page } from '@playwright/test'
import { HostilePage } from './pages/hostile-page.ts'
import { PanelPage } from './pages/panel.ts'
import { expect, fixtureTest } from './support/fixture-site.ts'

const test = fixtureTest('hostile').extend<{ panel: PanelPage; orders: HostilePage }>({
  panel: async ({ page }, use) => use(new PanelPage(page)),
  orders: async ({ page, site }, use) => use(new HostilePage(page, site.url)),
})

/** What pages say of all their elements. */
const HOSTILE: Record<string, string> = {
  'reverts and enlarges everything': '* { all: revert !important; font-size: 40px }',
  'has no buttons': `
    button { display: none }
    div, section, header, nav, svg, span, p { display: none !important }`,
  'hands all it can down': `
    html {
      font: italic 900 4px/3 cursive; letter-spacing: 9px; word-spacing: 9px; text-transform: uppercase;
      text-align: right; text-indent: 30px; direction: rtl; visibility: hidden; cursor: wait; user-select: none;
      white-space: pre; pointer-events: none; color: lime; list-style: square; quotes: none; tab-size: 1;
      writing-mode: vertical-rl; text-shadow: 2px 2px red; caret-color: red; accent-color: red; color-scheme: dark;
      scrollbar-color: red lime; border-collapse: collapse; hyphens: auto; font-feature-settings: 'smcp';
    }`,
  'turns, filters and clips its root': `
    html {
      transform: rotate(3deg) scale(0.5); filter: invert(1) blur(2px); opacity: 0.2; perspective: 100px;
      overflow: clip; contain: paint; clip-path: circle(30%); will-change: transform; zoom: 2;
    }`,
  'knows the names of the panel': `
    @property --es-bg { syntax: '*'; inherits: true; }
    @property --bg { syntax: '<number>'; inherits: false; initial-value: 4; }
    :root { --bg: 1; --accent: lime; --text: lime; --size: 40px; --row: 80px; --line: lime; --radius: 40px }
    .panel, .tokens, .mount, .dock, .button, .row { all: unset !important; display: none !important }
    eventscope-dock { display: none !important; position: static !important; opacity: 0 !important; dir: rtl;
      transform: scale(0.2) !important; width: 10px !important; margin: 90px !important; z-index: -1 !important }
    [popover], :popover-open { display: none !important; background: lime !important; border: 9px solid !important }
    ::backdrop { background: lime !important }
    ::selection { background: lime; color: lime }
    ::-webkit-scrollbar { width: 40px }
    @keyframes fade { from { opacity: 0 } }`,
}

/** What the panel looks like on a page that says nothing: looked at once by each worker. */
let usual: ReadonlySet<string> | undefined

for (const [what, css] of Object.entries(HOSTILE)) {
  test(`on a page that ${what}, the panel looks as on any other`, async ({ orders, panel }) => {
    const lookOn = async (css?: string): Promise<string[]> => {
      await orders.open(css)
      await orders.mount()
      await orders.place(3)
      await panel.row('order.placed').first().click()
      await panel.tab('Payload').click()
      return orders.lookOfPanel()
    }
    const known = (usual ??= new Set(await lookOn()))
    expect(known.size).toBeGreaterThan(100)
    const look = await lookOn(css)
    expect(look.filter((line) => !known.has(line))).toEqual([])
    await panel.button('Settings').click()
    await panel.settings.dialog.getByRole('button', { name: 'Close settings' }).click()
    await panel.collapse.click()
    await panel.launcher.click()
    await expect(panel.grid).toBeVisible()
  })
}

test('the page is as it was, with a panel and after it', async ({ orders, page, panel }) => {
  await orders.open()
  const before = await orders.state()
  const known = new Set(before.looks)
  for (const dock of ['bottom', 'right', 'left'] as const) {
    await orders.mount({ dock })
    await orders.place(1)
    await panel.row('order.placed').first().click()
    await panel.button('Dock side').click()
    await page.getByRole('menuitemradio', { name: 'At the right' }).click()
    await panel.button('Settings').click()
    await page.keyboard.press('Escape')
    await expect(panel.settings.dialog).toBeHidden()
    const { looks } = await orders.state()
    expect(looks.filter((line) => !known.has(line))).toEqual([])
    await orders.unmount()
    await expect(panel.region).toHaveCount(0)
    await expect
      .poll(async () => ({ ...(await orders.state()), looks: [] }))
      .toEqual({ ...before, looks: [] })
  }
})

test('nothing of the page comes over the panel', async ({ orders, page, panel }) => {
  await orders.open(`
    #overlay, #popover { display: block; position: fixed; inset: 0; z-index: 2147483647; isolation: isolate;
      width: auto; height: auto; background: lime }
    #popover:not(:popover-open) { display: none }`)
  await orders.mount()
  await orders.place(1)
  await panel.filter.fill('order')
  await page.evaluate(() => {
    document.documentElement.append(document.querySelector('#overlay') ?? '')
    document.querySelector<HTMLElement>('#overlay')!.hidden = false
  })
  await panel.row('order.paid').click()

  await panel.filter.focus()
  await page.evaluate(() => document.querySelector<HTMLElement>('#popover')!.showPopover())
  await panel.row('order.placed').click()
  await expect(panel.details).toContainText('order.placed')

  await page.evaluate(() => document.querySelector<HTMLDialogElement>('#dialog')!.showModal())
  await orders.expectOnTop()
  await page.getByRole('button', { name: 'Yes' }).focus()
  await page.keyboard.press('Escape')
  await panel.row('order.paid').click()
  await expect(panel.details).toContainText('order.paid')
})

test('what is done in the panel goes on when it is put on top again', async ({ orders, page, panel }) => {
  await orders.open()
  await orders.mount()
  await orders.place(200)
  await panel.filter.fill('order.p')
  const scroller = panel.grid
  const before = await place(page)
  await page.evaluate(() => document.querySelector<HTMLElement>('#popover')!.showPopover())
  await orders.expectOnTop()
  await expect(panel.filter).toBeFocused()
  expect(await place(page)).toEqual(before)
  await expect(scroller).toBeVisible()
})

test('two panels are not at war for the first place', async ({ orders, page }) => {
  await orders.open()
  await orders.mount()
  const shown = await page.evaluate(async () => {
    let count = 0
    const onToggle = ({ target }: Event): void => {
      if ((target as Element).localName === 'eventscope-dock') count++
    }
    document.addEventListener('toggle', onToggle, { capture: true })
    globalThis.orders.mount({ dock: 'right' })
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame)
    return count
  })
  expect(shown).toBeLessThan(3)
})

test('what is done in the panel is none of the page, which keeps its own keys', async ({
  orders,
  page,
  panel,
}) => {
  await orders.open()
  await orders.mount()
  await orders.place(30)
  await page.evaluate(() => {
    const name = document.querySelector<HTMLInputElement>('[name=name]')!
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    // A page that takes all it can get, brings the focus back to its form, and has `/` for its own search.
    for (const type of [
      'pointerdown',
      'mousedown',
      'click',
      'contextmenu',
      'wheel',
      'copy',
      'paste',
      'input',
      'focusin',
    ])
      document.addEventListener(
        type,
        (event) => {
          heard.push(type)
          if (type !== 'focusin') event.preventDefault()
          else if (!document.querySelector('form')!.contains(event.target as Node)) name.focus()
        },
        { passive: false },
      )
    for (const type of ['keydown', 'keyup'] as const)
      document.addEventListener(type, (event) => {
        if (event.key !== 'Control') heard.push(`${type} ${event.key}`)
        event.preventDefault()
        if (event.key === '/') name.focus()
      })
  })
  const heard = (): Promise<string[]> =>
    page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0))

  await panel.filter.click()
  await page.keyboard.type('order.pj')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await page.keyboard.press('End')
  await page.keyboard.press('Control+v')
  await expect(panel.filter).toHaveValue('order.porder.p')
  await panel.filter.fill('')
  await panel.row('order.paid').last().click()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  await expect(panel.filter).toBeFocused()
  await page.keyboard.press('Escape')
  await panel.columnsButton.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await panel.tab('Payload').press('Space')
  const scroller = panel.grid
  const top = (): Promise<number> => scroller.evaluate(({ scrollTop }) => scrollTop)
  const before = await top()
  await scroller.hover()
  await page.mouse.wheel(0, -200)
  await expect.poll(top).toBeLessThan(before)
  expect(await heard()).toEqual([])

  // What a page has for the whole window, it has while the panel has the focus, too.
  await panel.filter.press('Control+k')
  await panel.filter.press('F8')
  expect(await heard()).toEqual(expect.arrayContaining(['keydown k', 'keyup k', 'keydown F8', 'keyup F8']))
  await page.getByLabel('Name').focus()
  await page.keyboard.press('j')
  expect(await heard()).toEqual(['focusin', 'keydown j', 'keyup j'])
  // What goes down in the page comes up there, wherever the focus is by then.
  await page.keyboard.down('x')
  await panel.filter.focus()
  await page.keyboard.up('x')
  expect(await heard()).toEqual(['keydown x', 'keyup x'])
})

/** How far everything in the panel is scrolled. */
function place(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const root = document.querySelector('eventscope-dock')?.shadowRoot
    return Array.from(root?.querySelectorAll('*') ?? [], ({ scrollTop }) => scrollTop).filter(Boolean)
  })
}
