# Pelengkapan perintah monev untuk PowerShell. Memasangnya:
#   monev lengkapi powershell >> $PROFILE

Register-ArgumentCompleter -Native -CommandName monev, monev.exe -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $elements = @($commandAst.CommandElements)
    $program = $elements[0].Extent.Text.Trim('"', "'")
    $words = @($elements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { '=' + $_.Extent.Text.Trim('"', "'") })
    $words += '=' + "$wordToComplete".Trim('"', "'")
    & $program lengkapi saran @words 2>$null | ForEach-Object {
        $word, $about = $_ -split "`t", 2
        if ($word -eq ':berkas' -or $word -eq ':map') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
        } else {
            if (-not $about) { $about = $word }
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
        }
    }
}
