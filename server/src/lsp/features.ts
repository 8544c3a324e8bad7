/** One handler per editor feature: find the document, ask its adapter, convert. No feature lints. */
import {
  type CodeAction,
  type Connection,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SymbolInformation,
} from 'vscode-languageserver';
import { type ActionEntry, cleanPaste, fixAll, quickFixes } from '../features/code-actions.ts';
import * as convert from '../features/convert.ts';
import { shownFindings } from '../features/diagnostics.ts';
import { glossaryCard } from '../features/glossary.ts';
import { recordAt, recordNote } from '../features/record-note.ts';
import { featuresOf } from '../features/router.ts';
import { ruleCards } from '../features/rule-card.ts';
import type { CompletionEntry, FeatureContext, OutlineSymbol } from '../features/types.ts';
import type { Analysis, Session } from '../workspace/session.ts';
import { allowActionsAt } from './allow.ts';
import { languageFor, type ServerState } from './settings.ts';
import { SentTokens } from './tokens.ts';

/** Most symbols a workspace search answers with. */
const MAX_SYMBOLS = 500;

type At = { readonly textDocument: { readonly uri: string } };
type There = At & { readonly position: Position };

/** Gives back the questions asked while typing, for whoever wants to ask them before the editor does. */
export function serveFeatures(connection: Connection, session: Session, state: ServerState) {
  const places = session.store;

  /** Looks the document up and asks; `otherwise` where it is none of ours. */
  async function answer<R>(params: At, otherwise: R, ask: (view: Analysis) => R | Promise<R>): Promise<R> {
    const view = await session.view(params.textDocument.uri);
    if (!view) return otherwise;
    const first = await ask(view);
    return (await session.readWhatWasAsked(view)) ? ask(view) : first;
  }

  const offsetOf = (view: Analysis, position: Position) => view.positions.offsetAt(position);
  const languageOf = (view: Analysis) => languageFor(state, view.document);

  /** A client that knows no tab stops is sent none: those of plain entries only say where the cursor goes. */
  const shaped = (entry: CompletionEntry): CompletionEntry =>
    !entry.isSnippet || state.facts.takesSnippets
      ? entry
      : { ...entry, insertText: entry.insertText.replace('$0', ''), isSnippet: false };

  /** Of a client that has them already nothing is loaded. */
  const snippetsAt = async (view: Analysis, offset: number) => {
    const { facts, settings } = state;
    if (!facts.takesSnippets || facts.hasSnippets) return [];
    const snippets = await import('../features/snippets.ts');
    const preferred = settings.language === 'auto' && !facts.locale ? undefined : languageFor(state, undefined);
    return snippets.snippetsAt(view.document, offset, preferred);
  };

  const complete = (params: There) =>
    answer(params, null, async (first) => {
      let view = first;
      const ask = () =>
        featuresOf(view.document).completion(view.document, offsetOf(view, params.position), contextOf(view));
      let found = ask();
      // only who offers paths has to wait for a list of files
      if (await session.listFiles(first)) {
        view = (!session.isOfNow(first) && (await session.view(params.textDocument.uri))) || first;
        found = ask();
      }
      const entries = [...found, ...(await snippetsAt(view, offsetOf(view, params.position)))];
      return {
        isIncomplete: false,
        items: entries.map((entry) => convert.toCompletion(shaped(entry), view.positions, languageOf(view))),
      };
    });
  connection.onCompletion(complete);

  const hover = async (params: There) => {
    const view = await session.analysis(params.textDocument.uri);
    if (!view) return null;
    const offset = offsetOf(view, params.position);
    const shown = shownFindings(view.result.diagnostics, state.settings.maxFindings);
    const rules = ruleCards(shown, offset, view.ruleSet);
    const field =
      featuresOf(view.document).hover(view.document, offset, contextOf(view)) ??
      glossaryCard(view.document, offset, view.ruleSet);
    const card =
      rules && field
        ? { ...rules, zh: `${rules.zh}\n\n---\n\n${field.zh}`, en: `${rules.en}\n\n---\n\n${field.en}` }
        : (rules ?? field);
    return card ? convert.toHover(card, view.positions, languageOf(view)) : null;
  };
  connection.onHover(hover);

  connection.onCodeAction(async (params) => {
    const view = await session.analysis(params.textDocument.uri);
    if (!view) return null;
    const range = convert.toOffsets(view.positions, params.range);
    const shown = shownFindings(view.result.diagnostics, state.settings.maxFindings);
    const wanted = (kind: string) => params.context.only?.some((only) => kind === only || kind.startsWith(`${only}.`));
    const actions: ActionEntry[] = [];
    if (!params.context.only || wanted('quickfix')) {
      const allowing = await allowActionsAt(view, range, session, state);
      actions.push(...quickFixes(view.document, range, shown, allowing));
    }
    if ((!params.context.only || wanted('refactor')) && recordAt(view.document, range) !== undefined) {
      // which client it is stands in the client's file: the files beside the script are asked
      const joined = await session.joined(params.textDocument.uri);
      const written = joined ? recordNote(joined.document, range, joined.project, joined.settings.asOf) : [];
      actions.push(...written.filter(({ disabled }) => !disabled || state.facts.showsDisabled));
    }
    if (wanted('source.fixAll.pitchlint')) actions.push(...fixAll(view.document, view.result.diagnostics));
    if (wanted('source.cleanPaste.pitchlint')) actions.push(...cleanPaste(view.document, view.result.diagnostics));
    return actions.map((action) => toCodeAction(action, view));
  });

  function toCodeAction(action: ActionEntry, view: Analysis): CodeAction {
    const language = languageOf(view);
    return {
      title: action.title[language],
      kind: action.kind,
      ...(action.disabled
        ? { disabled: { reason: action.disabled[language] } }
        : { edit: convert.toWorkspaceEdit(action.edits, places, action.created) }),
      ...(action.diagnostic && {
        diagnostics: [convert.toDiagnostic(action.diagnostic, view.positions, language, places)],
      }),
      ...(action.preferred && { isPreferred: true }),
    };
  }

  connection.onDefinition((params) =>
    answer(params, null, (view) => {
      const found = featuresOf(view.document).definition(
        view.document,
        offsetOf(view, params.position),
        contextOf(view),
      );
      return convert.toLocations(found, places);
    }),
  );

  connection.onReferences(async (params) => {
    const joined = await join(params);
    if (!joined) return null;
    const { view, offset, context } = joined;
    return convert.toLocations(featuresOf(view.document).references(view.document, offset, context), places);
  });

  connection.onPrepareRename((params) =>
    answer(params, null, (view) => {
      const offset = offsetOf(view, params.position);
      const target = featuresOf(view.document).prepareRename(view.document, offset, contextOf(view));
      return target ? { range: convert.toRange(view.positions, target.range), placeholder: target.placeholder } : null;
    }),
  );

  connection.onRenameRequest(async (params) => {
    const joined = await join(params);
    if (!joined) return null;
    const { view, offset, context } = joined;
    const result = featuresOf(view.document).rename(view.document, offset, params.newName, context);
    if (!result.ok) throw new ResponseError(LSPErrorCodes.RequestFailed, result.reason[languageOf(view)]);
    return convert.toWorkspaceEdit(result.edits, places);
  });

  /** The place asked about, with every other file of the project that holds the name under the cursor. */
  async function join(params: There) {
    const first = await session.view(params.textDocument.uri);
    if (!first) return undefined;
    const at = offsetOf(first, params.position);
    const target = featuresOf(first.document).prepareRename(first.document, at, contextOf(first));
    const project = target ? await session.projectMentioning(first, target.placeholder) : first.project;
    // the text may have changed while files were read
    const view = await session.view(params.textDocument.uri);
    if (!view) return undefined;
    return { view, offset: offsetOf(view, params.position), context: { ...contextOf(view), project } };
  }

  connection.onDocumentSymbol((params) =>
    answer(params, null, (view) => convert.toSymbols(featuresOf(view.document).outline(view.document), view.positions)),
  );

  connection.onWorkspaceSymbol(async ({ query }, token) => {
    const found: SymbolInformation[] = [];
    for (const uri of await session.allFiles()) {
      if (token.isCancellationRequested || found.length >= MAX_SYMBOLS) break;
      await session.store.load(uri);
      const document = session.store.document(uri);
      const positions = session.store.positionsOf(uri);
      if (!document || !positions) continue;
      for (const symbol of matching(featuresOf(document).outline(document), query.toLowerCase())) {
        found.push(convert.toSymbolInformation(symbol, places.clientUri(uri), positions));
      }
    }
    return found.slice(0, MAX_SYMBOLS);
  });

  connection.onFoldingRanges((params) =>
    answer(params, null, (view) =>
      convert.toFoldings(featuresOf(view.document).folding(view.document), view.positions),
    ),
  );

  connection.onSelectionRanges((params) =>
    answer(params, null, (view) =>
      params.positions.map((position) => {
        const offset = offsetOf(view, position);
        return convert.toSelection(featuresOf(view.document).selection(view.document, offset), offset, view.positions);
      }),
    ),
  );

  connection.onDocumentLinks((params) =>
    answer(params, null, (view) =>
      featuresOf(view.document)
        .links(view.document, contextOf(view))
        .map((link) => convert.toLink(link, view.positions, languageOf(view))),
    ),
  );

  const tokens = new SentTokens();
  const tokensOf = (view: Analysis) =>
    convert.toSemanticTokens(featuresOf(view.document).semanticTokens(view.document), view.positions);
  connection.languages.semanticTokens.on((params) =>
    answer<SemanticTokens>(params, { data: [] }, (view) => tokens.full(params.textDocument.uri, tokensOf(view))),
  );
  connection.languages.semanticTokens.onDelta((params) =>
    answer<SemanticTokens | SemanticTokensDelta>(params, { data: [] }, (view) =>
      tokens.delta(params.textDocument.uri, tokensOf(view), params.previousResultId),
    ),
  );

  connection.languages.inlayHint.on((params) =>
    answer(params, null, (view) => {
      const shown = state.settings.inlayHints;
      if (!shown) return null;
      const range = convert.toOffsets(view.positions, params.range);
      const entries = featuresOf(view.document).inlays(view.document, range, contextOf(view));
      return entries
        .filter(({ kind }) => kind === undefined || shown.has(kind))
        .map((entry) => convert.toInlay(entry, view.positions, languageOf(view)));
    }),
  );

  connection.onCodeLens((params) =>
    answer(params, null, (view) => {
      const shown = state.settings.codeLens;
      if (!shown) return null;
      const entries = featuresOf(view.document).lenses(view.document, contextOf(view));
      return entries
        .filter(({ kind }) => kind === undefined || shown.has(kind))
        .map((entry) => convert.toLens(entry, view.positions, languageOf(view)));
    }),
  );

  connection.onDocumentFormatting((params) =>
    answer(params, null, (view) =>
      convert.toTextEdits(featuresOf(view.document).format(view.document), view.positions),
    ),
  );

  return { complete, hover };
}

function contextOf(view: Analysis): FeatureContext {
  return { project: view.project, ruleSet: view.ruleSet, diagnostics: view.result.diagnostics };
}

/** Symbols at any depth whose name or detail holds the query. */
function matching(symbols: readonly OutlineSymbol[], query: string): OutlineSymbol[] {
  return symbols.flatMap((symbol) => {
    const own = symbol.name.toLowerCase().includes(query) || symbol.detail?.toLowerCase().includes(query);
    const named = symbol.kind === 'stage' || symbol.kind === 'entry' || symbol.kind === 'section';
    return [...(own && named ? [symbol] : []), ...matching(symbol.children, query)];
  });
}
