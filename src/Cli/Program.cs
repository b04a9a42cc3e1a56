using NfvOrchestrator.Cli;

return Nfvctl.Run(args, CommandContext.OfProcess());
