/** Shells that completion is written for. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = (typeof SHELLS)[number];

/** What a shell has to load. Each asks `gimlet __complete` with the words typed so far, the last one unfinished. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Load it with: eval "$(gimlet completion bash)"
_gimlet() {
  local IFS=$'\\n'
  COMPREPLY=($(gimlet __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _gimlet gimlet`,
  zsh: `#compdef gimlet
# Load it with: eval "$(gimlet completion zsh)"
_gimlet() {
  local -a candidates
  candidates=("\${(@f)$(gimlet __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${candidates[1]}" ]]; then compadd -a candidates; else _files; fi
}
compdef _gimlet gimlet`,
  fish: `# Load it with: gimlet completion fish | source
function __gimlet_complete
  set -l words (commandline -opc) (commandline -ct)
  gimlet __complete $words[2..-1] 2>/dev/null
end
complete -c gimlet -a '(__gimlet_complete)'`,
  powershell: `# Load it with: gimlet completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName gimlet -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '' }
  gimlet __complete @words 2>$null | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}`,
};
