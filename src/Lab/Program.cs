using NfvOrchestrator.Lab;

return await LabProgram.RunAsync(args, Console.Out, CancellationToken.None);
