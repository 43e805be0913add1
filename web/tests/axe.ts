import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** Serious and critical findings on the page, as JSON: "[]" where there is none. */
export async function serious(page: Page): Promise<string> {
  // Run in an isolated world: the page's own policy allows no foreign script.
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
  await session.send('Runtime.evaluate', { expression: axe.source, contextId: executionContextId });
  const answer = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)])))`,
    contextId: executionContextId, awaitPromise: true, returnByValue: true,
  });
  return answer.result.value as string;
}
